# The images of both services, in one file because they share the build:
#   api-service     the API and the page
#   worker-service  the worker; the same image is the egress proxy and the restore command
# Everything comes from Debian, Maven Central and PyPI; the versions that move on their own are arguments.

FROM debian:trixie-slim AS jdk
# Without the folder for manual pages, which slim images lack, the packages' alternatives cannot be set.
RUN mkdir -p /usr/share/man/man1 && apt-get update -qq \
    && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
        ca-certificates curl openjdk-25-jdk-headless unzip >/dev/null \
    && rm -rf /var/lib/apt/lists/*

FROM jdk AS jre
RUN jlink --add-modules java.se,jdk.crypto.ec,jdk.httpserver,jdk.jfr,jdk.management,jdk.naming.dns,jdk.net,jdk.unsupported,jdk.zipfs \
        --strip-java-debug-attributes --compress zip-6 --no-header-files --no-man-pages --output /opt/java

FROM jdk AS build
WORKDIR /build
COPY . .
# The tests run elsewhere; here is only what goes into the images.
RUN --mount=type=cache,target=/root/.m2 \
    ./mvnw -B -q -pl api-service,worker-service -am -DskipTests -Dcheckstyle.skip -Dspring-javaformat.skip package \
    && for service in api-service worker-service; do \
        java -Djarmode=tools -jar $service/target/$service-*-exec.jar extract --layers --destination layers/$service \
        && mv layers/$service/application/$service-*-exec.jar layers/$service/application/app.jar || exit 1; \
    done

FROM debian:trixie-slim AS runtime
RUN apt-get update -qq \
    && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends ca-certificates tini >/dev/null \
    && rm -rf /var/lib/apt/lists/* \
    && groupadd --gid 10001 autoclip && useradd --uid 10001 --gid 10001 --home-dir /app --no-create-home --shell /usr/sbin/nologin autoclip
COPY --from=jre /opt/java /opt/java
COPY --chmod=755 deploy/images/ /app/bin/
ENV PATH=/opt/java/bin:$PATH LANG=C.UTF-8
WORKDIR /app
ENTRYPOINT ["tini", "--", "/app/bin/autoclip"]

FROM runtime AS api-service
COPY --from=build /build/layers/api-service/dependencies/ ./
COPY --from=build /build/layers/api-service/snapshot-dependencies/ ./
COPY --from=build /build/layers/api-service/application/ ./
COPY --from=build /build/api-service/target/classes/META-INF/sbom/application.cdx.json ./sbom.cdx.json
RUN bin/train api
USER autoclip
EXPOSE 8004
CMD ["api"]

FROM runtime AS worker-tools
# ffmpeg moves with Debian; yt-dlp and deno are the newest at the time of the build unless these say otherwise.
ARG YT_DLP_VERSION=
ARG DENO_VERSION=
RUN apt-get update -qq \
    && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends ffmpeg python3-venv >/dev/null \
    && rm -rf /var/lib/apt/lists/*
COPY worker-service/requirements.txt ./
RUN --mount=type=cache,target=/root/.cache/pip \
    python3 -m venv /opt/yt-dlp && /opt/yt-dlp/bin/pip install --quiet -r requirements.txt \
        ${YT_DLP_VERSION:+yt-dlp==$YT_DLP_VERSION} ${DENO_VERSION:+deno==$DENO_VERSION}
ENV AUTOCLIP_PYTHON=/opt/yt-dlp/bin/python AUTOCLIP_SCRATCH=/scratch
RUN install -d -o autoclip -g autoclip /scratch

FROM worker-tools AS worker-service
COPY --from=build /build/layers/worker-service/dependencies/ ./
COPY --from=build /build/layers/worker-service/snapshot-dependencies/ ./
COPY --from=build /build/layers/worker-service/application/ ./
COPY --from=build /build/worker-service/target/classes/META-INF/sbom/application.cdx.json ./sbom.cdx.json
RUN bin/train worker
USER autoclip
CMD ["worker"]
