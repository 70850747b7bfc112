package io.jenkins.plugins.storefront.delivery.image.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.model.ImageReference;
import io.jenkins.plugins.storefront.delivery.port.Secret;
import io.jenkins.plugins.storefront.runner.sandbox.registry.Faults;
import io.jenkins.plugins.storefront.runner.sandbox.registry.SandboxRegistry;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Registries that are busy, break off, or refuse: what is done again, and what people are told. */
class RegistryFaultsTest {
    private static final String LAYER = "0123456789".repeat(300_000);

    private SandboxRegistry from;
    private SandboxRegistry to;
    private ImageReference source;
    private ImageReference target;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        from = SandboxRegistry.start(folder.resolve("from"));
        to = SandboxRegistry.start(folder.resolve("to"));
        source = new ImageReference(from.host(), "shop/cart", "7", null);
        target = new ImageReference(to.host(), "shop/cart", null, null);
        new TestImage(RegistryAccess.anonymous(from.host()), "shop/cart").push(LAYER, "7");
    }

    @AfterEach
    void stop() {
        from.close();
        to.close();
    }

    private static HttpRegistry registry(SandboxRegistry one) throws DeliveryException {
        return new HttpRegistry(new RegistryHttp(
                RegistryAccess.anonymous(one.host()),
                Clock.systemUTC(),
                new RegistryHttp.Patience(3, Duration.ofMillis(1), Duration.ofSeconds(5)),
                null));
    }

    private ImageCopier.Copied copy() throws Exception {
        return new ImageCopier(registry(from), registry(to)).copy(source, target, List.of("1.0"));
    }

    private String failure() {
        Throwable e = catchThrowable(this::copy);
        assertThat(e).isInstanceOf(DeliveryException.class);
        assertThat(e.getMessage()).doesNotContain("\n");
        return e.getMessage();
    }

    private void isThere() throws Exception {
        assertThat(registry(to).find(target.withTag("1.0")))
                .isEqualTo(registry(from).find(source));
    }

    @Test
    void anUploadThatBreaksOffGoesOnWhereItWas() throws Exception {
        to.faults().cutUploads(2, 1_000_000);
        copy();
        isThere();
        assertThat(to.faults().received()).isEqualTo(LAYER.length() + TestImage.CONFIG_SIZE);
    }

    @Test
    void anUploadThatMovesOnIsNotGivenUp() throws Exception {
        to.faults().cutUploads(6, 400_000);
        copy();
        isThere();
    }

    @Test
    void anUploadThatDoesNotMoveOnIsGivenUp() {
        to.faults().cutUploads(1_000, 10);
        assertThat(failure())
                .startsWith("the connection to the registry " + to.host() + " broke (to push to shop/cart): ");
    }

    /** What a pool of connections takes for open may be closed just then: this lost the note of a content key once. */
    @Test
    void aRegistryThatClosesConnectionsUnannouncedGetsEverything() throws Exception {
        try (HastyDoor door = new HastyDoor(to.host())) {
            HttpRegistry hasty = new HttpRegistry(new RegistryHttp(
                    RegistryAccess.anonymous(door.host()),
                    Clock.systemUTC(),
                    new RegistryHttp.Patience(3, Duration.ofMillis(1), Duration.ofSeconds(5)),
                    null));
            new ImageCopier(registry(from), hasty)
                    .copy(source, new ImageReference(door.host(), "shop/cart", null, null), List.of("1.0"));
            assertThat(door.closed()).isPositive();
        }
        isThere();
    }

    @Test
    void anUploadThatTheRegistryForgotBeginsAnew() throws Exception {
        to.faults().answer("PATCH", "/uploads/", 2, 404, "BLOB_UPLOAD_UNKNOWN", "unknown to registry", Map.of());
        copy();
        isThere();
    }

    @Test
    void whatIsBusyForNowIsAskedAgain() throws Exception {
        from.faults().answer("GET", "/blobs/", 2, 503, "UNAVAILABLE", "restarting", Map.of());
        to.faults().answer("POST", "/uploads/", 1, 429, "TOOMANYREQUESTS", "slow down", Map.of("Retry-After", "0"));
        to.faults().answer("PATCH", "/uploads/", 1, 500, "UNKNOWN", "disk", Map.of());
        to.faults().answer("PUT", "/uploads/", 1, 502, "UNKNOWN", "proxy", Map.of());
        copy();
        isThere();
    }

    @Test
    void itWaitsAsLongAsTheRegistrySays() throws Exception {
        from.faults().answer("HEAD", "/manifests/", 1, 429, "TOOMANYREQUESTS", "", Map.of("Retry-After", "1"));
        long begin = System.nanoTime();
        registry(from).resolve(source);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(5));
    }

    @Test
    void itDoesNotWaitLongerThanABuildShould() {
        from.faults()
                .answer(
                        "GET",
                        "/manifests/",
                        1,
                        429,
                        "TOOMANYREQUESTS",
                        "",
                        Map.of("Retry-After", "18000", "RateLimit-Limit", "100;w=21600"));
        assertThat(failure())
                .isEqualTo("the registry " + from.host()
                        + " has had too many requests (its limit: 100;w=21600) and asks to"
                        + " wait 5 h; log in for a higher limit");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            PUT  | /manifests/1.0 | 400 | TAG_INVALID | The image tag '1.0' already exists in the 'shop/cart' repository and cannot be overwritten because the tag is immutable. | does not let a tag be moved: the tags of shop/cart are immutable (TAG_INVALID: The image tag
            POST | /uploads/ | 404 | NAME_UNKNOWN | The repository with name 'shop/cart' does not exist | has no repository shop/cart (NAME_UNKNOWN: The repository with name 'shop/cart' does not exist); create it there first
            POST | /uploads/ | 403 | DENIED | requested access to the resource is denied | does not let anybody without a login push to shop/cart (DENIED: requested access to the resource is denied); check that the repository exists
            PUT  | /manifests/ | 404 | MANIFEST_BLOB_UNKNOWN | blob unknown to registry | lost a layer of shop/cart while it was pushed (MANIFEST_BLOB_UNKNOWN: blob unknown to registry); run the build again
            POST | /uploads/ | 413 | SIZE_INVALID | too large | a layer is larger than it takes (SIZE_INVALID: too large); raise its limit
            POST | /uploads/ | 429 | TOOMANYREQUESTS | pull rate limit | has had too many requests (TOOMANYREQUESTS: pull rate limit); log in for a higher limit, or try again later
            PATCH | /uploads/ | 404 | BLOB_UPLOAD_UNKNOWN | blob upload unknown | forgets uploads to shop/cart (BLOB_UPLOAD_UNKNOWN: blob upload unknown); where several of its processes are behind one address
            POST | /uploads/ | 503 | UNAVAILABLE | read only | cannot push to shop/cart: it answered 503 (UNAVAILABLE: read only); look into its log, or try again later
            """)
    void aRefusalIsToldInASentenceThatHelps(
            String method, String path, int status, String code, String message, String told) {
        Faults faults = to.faults();
        faults.answer(method, path, 1_000, status, code, message, Map.of("Retry-After", "0"));
        assertThat(failure()).startsWith("the registry " + to.host() + " ").contains(told);
    }

    @Test
    void aTagThatPointsThereAlreadyIsNotWritten() throws Exception {
        copy();
        to.faults().answer("PUT", "/manifests/", 1, 400, "TAG_INVALID", "immutable", Map.of());
        copy();
    }

    /** Another machine, such as a storage service; gives the logins that it was sent. */
    private static List<String> loginsSentElsewhere(SandboxRegistry closed, String method, int status)
            throws Exception {
        List<String> logins = new java.util.concurrent.CopyOnWriteArrayList<>();
        HttpServer other = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        other.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            logins.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            exchange.sendResponseHeaders(exchange.getRequestMethod().equals("PUT") ? 201 : 202, -1);
            exchange.close();
        });
        other.start();
        try {
            String elsewhere = "http://127.0.0.1:" + other.getAddress().getPort() + "/x";
            closed.faults().answer(method, "/blobs/", 1, status, "MOVED", "", Map.of("Location", elsewhere));
            RegistryAccess access =
                    new RegistryAccess(closed.host(), true, null, "login", "shop", Secret.of("password"));
            Blobs blobs = new Blobs(
                    new RegistryHttp(access, Clock.systemUTC(), RegistryHttp.Patience.USUAL, null), "shop/cart");
            if (method.equals("GET")) {
                assertThatThrownBy(() -> blobs.open(Notes.EMPTY.digest(), 0)).isInstanceOf(DeliveryException.class);
            } else {
                blobs.push(Notes.EMPTY, Notes::empty);
            }
            return logins;
        } finally {
            other.stop(0);
        }
    }

    @Test
    void anotherMachineThatARegistrySendsUsToNeverGetsTheLogin(@TempDir Path folder) throws Exception {
        try (SandboxRegistry closed = SandboxRegistry.start(folder, "shop", Secret.of("password"))) {
            assertThat(loginsSentElsewhere(closed, "GET", 307)).containsExactly("null");
            assertThat(loginsSentElsewhere(closed, "POST", 202)).containsExactly("null", "null");
        }
    }
}
