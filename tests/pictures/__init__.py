"""Pictures of every page in every language and size: no tests, but what people look at; `make pictures` takes them."""
