# Easy Read.
budget-direct-means = A direct payment is money the council pays to you. Or it pays someone who holds the money for you.
budget-isf-means = This is called an individual service fund. You choose an organisation. It holds the money for you. It uses the money as you say.
budget-health-means = A personal health budget is money from the NHS. It is for your health needs.
