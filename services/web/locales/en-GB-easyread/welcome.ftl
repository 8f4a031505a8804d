# Easy Read.
welcome-next-more = We ask where you live and how to reach you. We ask what you need. We ask how your support is paid for. You can leave out each of them.
