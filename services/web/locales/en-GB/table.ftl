# Tables of figures, wherever they stand, and the files of them.
table-number = { $count }
table-download-sheet = Download as a spreadsheet: { $table }
table-download = Download as CSV: { $table }
table-sheet = Table
table-cover-sheet = About this table
table-cover-date = As it was on { $date }
