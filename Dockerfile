# The native image: one binary is pipeline, courier and command line; started without arguments, the image runs the pipeline. It writes to /tmp only.
FROM quay.io/quarkus/ubi9-quarkus-mandrel-builder-image:23.1.6.0-Final-java21 AS build
WORKDIR /project
COPY --chown=quarkus:quarkus . .
RUN ./mvnw -B -q -Pnative package && mkdir out && cp target/hikyaku out/hikyaku

FROM quay.io/quarkus/ubi9-quarkus-micro-image:2.0
COPY --from=build /project/out/ /opt/hikyaku/
USER 10001
EXPOSE 8080
ENTRYPOINT ["/opt/hikyaku/hikyaku", "-XX:MaximumHeapSizePercent=70"]
CMD ["run"]
