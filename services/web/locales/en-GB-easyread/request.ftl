# Easy Read.
request-few-full = Others offer this where you live. They cannot take people on now. Or they said no this time. Or nobody has checked them for months.
request-flag-statutory = Some people have a right to this. There are rules about who. Often the council or the NHS has to ask for it.
