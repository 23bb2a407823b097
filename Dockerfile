# The native image: one program for pipeline, courier and command line. Without arguments it runs the pipeline. It writes to /tmp only.
FROM quay.io/quarkus/ubi9-quarkus-mandrel-builder-image:23.1.6.0-Final-java21 AS build
ENV LANG=C.UTF-8
WORKDIR /project
COPY --chown=quarkus:quarkus . .
RUN ./mvnw -B -q -Pnative package cyclonedx:makeBom && install -D target/hikyaku out/hikyaku && cp target/hikyaku.cdx.json out

FROM quay.io/quarkus/ubi9-quarkus-micro-image:2.0
LABEL org.opencontainers.image.title="Hikyaku" \
      org.opencontainers.image.description="Inbound mail for multi-tenant systems without a mail server: pipeline, courier and command line" \
      org.opencontainers.image.licenses="Apache-2.0"
COPY --from=build --chown=0:0 /project/out/ /opt/hikyaku/
# with a read-only root file system, /tmp is a volume; it gets its permissions from here
RUN install -d -m 1777 /tmp
VOLUME /tmp
USER 10001
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=10s --start-period=120s --retries=3 CMD ["/opt/hikyaku/hikyaku", "health"]
ENTRYPOINT ["/opt/hikyaku/hikyaku", "-XX:MaximumHeapSizePercent=70"]
CMD ["run"]
