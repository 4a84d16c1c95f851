# syntax=docker/dockerfile:1
# The server's image: a builder with the compiler, and a runtime with nothing but Debian and the one program.
#   docker build -t jinlin:local .

FROM rust:1.95-slim-bookworm AS builder
WORKDIR /src
COPY . .
# The folders of cargo stay in the builder's cache, so that a second build compiles what changed only.
# rust-toolchain.toml is left out by .dockerignore: the image is the pin.
RUN --mount=type=cache,target=/usr/local/cargo/registry \
    --mount=type=cache,target=/src/target \
    cargo build --release --locked --package jinlin-api --bin jinlin \
    && install -D target/release/jinlin /out/jinlin

FROM debian:bookworm-slim
RUN apt-get update \
    && apt-get install -y --no-install-recommends ca-certificates \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --user-group --no-create-home --shell /usr/sbin/nologin jinlin \
    && install -d -o jinlin -g jinlin -m 0700 /var/lib/jinlin
COPY --from=builder /out/jinlin /usr/local/bin/jinlin
COPY --chmod=0755 deploy/healthcheck /usr/local/bin/jinlin-healthcheck

USER jinlin
WORKDIR /var/lib/jinlin
# Outside of the container's own loopback only with this; a server without settings listens on 127.0.0.1.
ENV JINLIN_SERVER__BIND=0.0.0.0 \
    JINLIN_STATE_DIR=/var/lib/jinlin \
    PORT=8080
VOLUME /var/lib/jinlin
EXPOSE 8080
STOPSIGNAL SIGTERM
# Ready means: migrated, connected, the tree loaded. A first start loads the whole city.
HEALTHCHECK --interval=10s --timeout=6s --start-period=60s --retries=3 CMD ["jinlin-healthcheck"]
ENTRYPOINT ["jinlin"]
CMD ["serve"]
