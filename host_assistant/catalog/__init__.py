"""The goods: what is sold, the sheets they come from, and the shelf they stand on."""
