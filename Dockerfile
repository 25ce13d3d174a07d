# syntax=docker/dockerfile:1

# Two images from one file: `app` (role api) and `browser` (all other roles), which adds Chromium.
#   docker build --target app --tag redress:0.1.0 .
#   docker build --target browser --tag redress-browser:0.1.0 .

FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
# Without scripts: `prepare` builds Redress, and its sources come later, so that they do not spoil this layer.
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY tsconfig.json tsconfig.build.json ./
COPY src ./src
# The rebuild links the libraries of the embedded PostgreSQL; package.json says whose scripts may run.
RUN npm run build \
  && chmod 755 dist/main.js \
  && npm prune --omit=dev --ignore-scripts --no-audit --no-fund \
  && npm rebuild

FROM node:24-bookworm-slim AS app
# tini reaps what Chromium and PostgreSQL leave behind, and hands SIGTERM on.
RUN apt-get update \
  && apt-get install --yes --no-install-recommends tini \
  && rm -rf /var/lib/apt/lists/* \
  && install --directory --owner=node --group=node --mode=0700 /data
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY --from=build /app/src/web/assets ./src/web/assets
COPY platforms ./platforms
COPY examples ./examples
RUN ln -s /app/dist/main.js /usr/local/bin/redress
# In a container the health routes must be heard from outside of it; what is published is said by the operator.
# More room for what lives briefly: the collector of Node takes a tenth less of a busy worker's time.
ENV NODE_ENV=production \
  REDRESS_DATA_DIR=/data \
  REDRESS_HTTP_HOST=0.0.0.0 \
  REDRESS_HTTP_PORT=8080 \
  NODE_OPTIONS=--max-semi-space-size=32
VOLUME /data
EXPOSE 8080
USER node
STOPSIGNAL SIGTERM
# Whether the process turns. Whether it can work is said by /readyz, which must not get it killed while a database restarts.
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s --retries=4 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.REDRESS_HTTP_PORT}/livez`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["tini", "--", "redress"]
CMD ["serve"]

FROM app AS browser
USER root
RUN apt-get update \
  && apt-get install --yes --no-install-recommends chromium \
  && rm -rf /var/lib/apt/lists/*
ENV REDRESS_CHROMIUM=/usr/bin/chromium
USER node
