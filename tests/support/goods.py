"""What goods must say before a show takes them on air."""

SELLER = "HTX vải Lục Ngạn"
ORIGIN = "Lục Ngạn, Bắc Ninh"
