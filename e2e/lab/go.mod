module lab

go 1.26
