# The JVM image: pipeline, courier and command line in one; without arguments it runs the pipeline.
FROM eclipse-temurin:17.0.15_6-jdk-jammy AS build
WORKDIR /src
COPY . .
RUN ./mvnw -B -q package -DskipTests

FROM eclipse-temurin:17.0.15_6-jre-jammy
COPY --from=build /src/target/quarkus-app /opt/hikyaku
USER 10001
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=70", "-jar", "/opt/hikyaku/quarkus-run.jar"]
