package org.hustings.demo.page;

import io.javalin.Javalin;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.sse.SseClient;
import io.javalin.util.JavalinBindException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.hustings.protocol.Json;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The demo's own page on 127.0.0.1: progress live, the invariants as numbers, and buttons that break things. It lives
/// in
/// the demo's process, so it outlives what it kills.
public final class DemoPage implements AutoCloseable {

    /// Another site's page in the same browser must not be able to press our buttons: it cannot set this header.
    public static final String TOKEN_HEADER = "X-Hustings-Token";

    private static final Logger LOG = LoggerFactory.getLogger(DemoPage.class);
    private static final String HOST = "127.0.0.1";
    private static final int USUAL_PORT = 8_480;
    private static final int ANY_PORT = 0;
    private static final int VIEWERS_MAX = 20;
    private static final long DRAW_EVERY_MS = 500;
    private static final int TOKEN_BYTES = 16;
    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; base-uri 'none';"
                    + " form-action 'none'; frame-ancestors 'none'",
            "X-Content-Type-Options",
            "nosniff",
            "Referrer-Policy",
            "no-referrer",
            "Cache-Control",
            "no-store");

    private final Supplier<Snapshot> picture;
    private final Map<String, UnaryOperator<String>> actions;
    private final String token;
    private final Set<SseClient> viewers = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService painter = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("page").factory());
    private final Javalin javalin;

    private DemoPage(int port, Supplier<Snapshot> picture, Map<String, UnaryOperator<String>> actions) {
        this.picture = picture;
        this.actions = Map.copyOf(actions);
        this.token = token();
        this.javalin = javalin();
        javalin.start(HOST, port);
        ScheduledFuture<?> _ =
                painter.scheduleWithFixedDelay(this::draw, DRAW_EVERY_MS, DRAW_EVERY_MS, TimeUnit.MILLISECONDS);
    }

    /// Serves from the return on. `wanted` empty takes the usual port, or any free one. Throws when the wanted port is
    /// taken.
    public static DemoPage start(
            Optional<Integer> wanted, Supplier<Snapshot> picture, Map<String, UnaryOperator<String>> actions)
            throws IOException {
        if (wanted.isPresent()) {
            try {
                return new DemoPage(wanted.get(), picture, actions);
            } catch (JavalinBindException taken) {
                throw new IOException("port " + wanted.get() + " is taken by another program: choose another --port");
            }
        }
        try {
            return new DemoPage(USUAL_PORT, picture, actions);
        } catch (JavalinBindException taken) {
            return new DemoPage(ANY_PORT, picture, actions);
        }
    }

    public String url() {
        return "http://" + HOST + ":" + javalin.port() + "/";
    }

    private Javalin javalin() {
        return Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.routes.before(context -> HEADERS.forEach(context::header));
            config.routes.get(
                    "/", context -> context.html(resource("index.html").replace("{{token}}", token)));
            config.routes.get(
                    "/style.css",
                    context -> context.contentType("text/css; charset=utf-8").result(resource("style.css")));
            config.routes.get(
                    "/page.js",
                    context -> context.contentType("text/javascript; charset=utf-8")
                            .result(resource("page.js")));
            config.routes.get(
                    "/snapshot",
                    context -> context.contentType("application/json").result(Json.write(picture.get())));
            config.routes.sse("/live", this::view);
            config.routes.post("/mischief/{what}", this::mischief);
        });
    }

    private void view(SseClient viewer) {
        if (viewers.size() >= VIEWERS_MAX) {
            viewer.close();
            return;
        }
        viewer.keepAlive();
        viewer.onClose(() -> viewers.remove(viewer));
        viewers.add(viewer);
    }

    private void mischief(Context context) {
        var given = Optional.ofNullable(context.header(TOKEN_HEADER)).orElse("");
        if (!MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8))) {
            context.status(HttpStatus.FORBIDDEN).result("The page is older than the demo: load it again.");
            return;
        }
        var action = actions.get(context.pathParam("what"));
        if (action == null) {
            context.status(HttpStatus.NOT_FOUND).result("There is no such button.");
            return;
        }
        context.result(
                action.apply(Optional.ofNullable(context.queryParam("station")).orElse("")));
    }

    private void draw() {
        if (viewers.isEmpty()) {
            return;
        }
        try {
            var json = new String(Json.write(picture.get()), StandardCharsets.UTF_8);
            viewers.forEach(viewer -> viewer.sendEvent("snapshot", json));
        } catch (RuntimeException broken) {
            // The scheduler would drop the task without a word, and the page would stand still for ever.
            LOG.warn("the page could not be drawn; trying again", broken);
        }
    }

    private static String token() {
        var bytes = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(DemoPage.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public void close() {
        painter.shutdownNow();
        viewers.forEach(SseClient::close);
        javalin.stop();
    }
}
