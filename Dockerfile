# The headless command as a container; docs/docker.md shows how to run it.

# 24.21.0-alpine, by its digest: a tag can be moved to other contents.
FROM node:24.21.0-alpine@sha256:be80f76cf40ec8e42b9bec49f60a55e0660f30af58d3e5a25530785b30ea67e2 AS build
WORKDIR /src
COPY package.json package-lock.json .npmrc ./
# No package may run anything: the build needs none that does. Electron comes without its program.
RUN npm ci --ignore-scripts
COPY LICENSE ./
COPY build/release.json build/
COPY scripts/ scripts/
COPY electron/ electron/
COPY renderer/ renderer/
# Not by npm: the Node in its place would be one for another C library.
RUN node scripts/build.ts

FROM node:24.21.0-alpine@sha256:be80f76cf40ec8e42b9bec49f60a55e0660f30af58d3e5a25530785b30ea67e2
LABEL org.opencontainers.image.title="DDNS Tray" \
      org.opencontainers.image.description="Keeps DNS names pointing at a computer whose public address changes" \
      org.opencontainers.image.licenses="MIT"
# Nothing in here installs packages.
RUN rm -rf /usr/local/lib/node_modules /usr/local/bin/npm /usr/local/bin/npx /usr/local/bin/corepack \
      /usr/local/bin/yarn /usr/local/bin/yarnpkg /opt/yarn-* \
 && ln -s /opt/ddns-tray/cli.cjs /usr/local/bin/ddns-tray \
 && install -d -o 1000 -g 1000 -m 700 /var/lib/ddns-tray
COPY --from=build /src/out/cli.cjs /src/out/licences.txt /opt/ddns-tray/
COPY --from=build /src/out/cli/ /opt/ddns-tray/cli/
# By number, so that an orchestrator can see that it is not root. The image has it as `node`.
USER 1000:1000
# The state is in `ddns-tray` below it.
ENV NODE_ENV=production XDG_STATE_HOME=/var/lib
WORKDIR /etc/ddns-tray
VOLUME /var/lib/ddns-tray
STOPSIGNAL SIGTERM
# Not healthy: a record is not up to date, or an account has stopped. Asks nobody.
HEALTHCHECK --interval=5m --timeout=20s --start-period=2m --retries=3 CMD ["ddns-tray", "status"]
ENTRYPOINT ["ddns-tray"]
CMD ["run", "--config", "/etc/ddns-tray/ddns-tray.yaml"]
