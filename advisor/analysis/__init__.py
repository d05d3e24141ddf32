"""Numbers worked out from what the company fills in, before any rule looks at them."""
