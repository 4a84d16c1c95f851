# The commands of every day. Each is a few lines that call scripts/, which say what they do and what they need.

.DEFAULT_GOAL := help
.PHONY: help run demo mobile clients screenshots test lint fmt openapi fuzz docs deny ci

FEATURES := --features jinlin-api/test-support

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 18

run: ## build and serve the demo city on http://127.0.0.1:8080 (PORT=… changes the port)
	@scripts/run

demo: ## play the demo story against the running server
	@scripts/demo

mobile: ## build the mobile client's web app, which the server serves at /m/ (needs Node.js 20.19)
	@scripts/build-mobile h5

clients: ## check the clients: types, browser tests, the mini-program under a fake wx
	@scripts/check-clients

screenshots: ## pictures of all screens of the mobile client in var/screenshots
	@scripts/build-mobile h5 && cd clients && npm run --silent screenshots -w mobile

test: ## build everything and run all tests, on SQLite and on a private PostgreSQL and Redis (ARGS='-E ...' chooses)
	@scripts/test $(ARGS)

lint: ## formatting, clippy, documentation, scripts and data, as CI checks them
	@scripts/lint

fmt: ## format the code
	@cargo fmt --all

openapi: ## write openapi.yaml from the code
	@scripts/openapi

fuzz: ## try the whole interface with generated requests (long)
	@scripts/schemathesis --full

docs: ## the code's documentation in target/doc
	@RUSTDOCFLAGS="-D warnings" cargo doc --workspace --no-deps --document-private-items $(FEATURES) --locked

deny: ## licences, banned libraries and sources of all dependencies (installs cargo-deny)
	@scripts/deny

ci: ## everything that CI does
	@.ci/run
