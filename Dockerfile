# Viva alone; Redis runs beside it (docker-compose.yml).
FROM node:20.20.2-bookworm-slim AS build
WORKDIR /viva
COPY package.json package-lock.json .npmrc ./
RUN npm ci --no-update-notifier
COPY tsconfig.json tsconfig.build.json ./
COPY scripts/build.mjs scripts/
COPY src src/
COPY questions questions/
RUN npm run build

FROM node:20.20.2-bookworm-slim AS dependencies
WORKDIR /viva
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --no-update-notifier && npm cache clean --force

FROM node:20.20.2-bookworm-slim
LABEL org.opencontainers.image.title="Viva" \
      org.opencontainers.image.description="A question of the day for Discord and Slack" \
      org.opencontainers.image.licenses="MIT"
# Listening on loopback alone, as everywhere: who publishes the port sets VIVA_HOST (docs/operating.md).
ENV NODE_ENV=production \
    VIVA_DATA=/data
WORKDIR /viva
# The only place that is written to; everything else belongs to root.
RUN mkdir /data && chown 1000:1000 /data
COPY package.json LICENSE ./
COPY --from=dependencies /viva/node_modules node_modules/
COPY --from=build /viva/dist dist/
COPY questions questions/
USER 1000:1000
VOLUME /data
EXPOSE 3000
STOPSIGNAL SIGTERM
# Not /readyz: to restart Viva while Redis or a platform is away would help nobody.
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.VIVA_PORT || 3000}/healthz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "dist/main.js"]
CMD ["start"]
