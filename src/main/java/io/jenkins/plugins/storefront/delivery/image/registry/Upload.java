package io.jenkins.plugins.storefront.delivery.image.registry;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One blob on its way to a repository: begun by POST, sent by one PATCH, ended by PUT, as Docker does it, which every registry takes
 * (distribution specification, "Pushing a blob in chunks"). When the connection breaks or the registry is busy, it is asked how much it
 * has, and gets the rest; from then on by new connections, as what breaks may be old ones that are closed while they are used. One thread.
 */
final class Upload {
    private static final Pattern RANGE = Pattern.compile("(?:bytes=)?0-(\\d{1,18})");

    /** An upload that stays alive by less than this between failures is given up, in bytes. */
    private static final long LEAST_PROGRESS = 1 << 20;

    private final RegistryHttp http;
    private final String repository;
    private final Descriptor blob;
    private final Blobs.Source source;
    private final String doing;
    private URI location;
    private long sent;
    private boolean broken;
    private boolean careful;

    Upload(RegistryHttp http, String repository, Descriptor blob, Blobs.Source source) {
        this.http = http;
        this.repository = repository;
        this.blob = blob;
        this.source = source;
        this.doing = "push to " + repository;
    }

    void run() throws DeliveryException, InterruptedException {
        while (true) {
            long before = sent;
            try {
                http.repeating(this::advance, doing);
                return;
            } catch (DeliveryException e) {
                if (!(e.getCause() instanceof IOException) || sent - before < LEAST_PROGRESS) {
                    throw e;
                }
            }
        }
    }

    /** Goes on from wherever it is to the end; an {@link IOException} leaves it where it can go on. */
    private Void advance() throws IOException, DeliveryException, InterruptedException {
        try {
            if (broken && resume()) {
                return null;
            }
            if (location == null) {
                begin();
            }
            if (sent < blob.size()) {
                send();
            }
            end();
            return null;
        } catch (IOException e) {
            broken = true;
            careful = true;
            throw e;
        }
    }

    private void begin() throws IOException, DeliveryException, InterruptedException {
        sent = 0;
        HttpResponse<InputStream> response =
                once(new RegistryRequest("POST", http.uri("/v2/" + repository + "/blobs/uploads/"), repository));
        accept(response, 202);
    }

    private void send() throws IOException, DeliveryException, InterruptedException {
        try (InputStream content = source.from(sent)) {
            RegistryRequest request = new RegistryRequest("PATCH", location, repository)
                    .with("Content-Type", "application/octet-stream")
                    .streaming(content, blob.size() - sent);
            if (sent > 0) {
                request.with("Content-Range", sent + "-" + (blob.size() - 1));
            }
            accept(once(request), 202);
            sent = blob.size();
        }
    }

    private void end() throws IOException, DeliveryException, InterruptedException {
        String separator = location.getRawQuery() == null ? "?" : "&";
        String digest = URLEncoder.encode(blob.digest().value(), StandardCharsets.UTF_8);
        URI last = URI.create(location + separator + "digest=" + digest);
        accept(once(new RegistryRequest("PUT", last, repository)), 201);
    }

    private HttpResponse<InputStream> once(RegistryRequest request)
            throws IOException, DeliveryException, InterruptedException {
        return http.once(careful ? request.alone() : request);
    }

    /** Asks how much has arrived; true where everything has. */
    private boolean resume() throws IOException, DeliveryException, InterruptedException {
        if (new Blobs(http, repository).has(blob.digest())) {
            return true;
        }
        broken = false;
        if (location != null) {
            HttpResponse<InputStream> response = http.once(new RegistryRequest("GET", location, repository));
            RegistryHttp.errorText(response);
            Matcher range = RANGE.matcher(response.headers().firstValue("Range").orElse(""));
            if (response.statusCode() / 100 == 2 && range.matches()) {
                long last = Long.parseLong(range.group(1));
                sent = last == 0 ? 0 : last + 1; // 0-0 means nothing to most registries
                moved(response);
            } else {
                location = null;
            }
        }
        return false;
    }

    private void accept(HttpResponse<InputStream> response, int wanted) throws IOException, DeliveryException {
        String error = RegistryHttp.errorText(response);
        int status = response.statusCode();
        if (status == wanted || status == 201) {
            moved(response);
        } else if (status == 416 || (status == 404 && error.contains("BLOB_UPLOAD_UNKNOWN"))) {
            location = null; // it has forgotten the upload, or has more of it or less than it said
            throw new BusyException(status, error, null);
        } else {
            throw RegistryProblem.answered(http.access(), doing, repository, status, error);
        }
    }

    private void moved(HttpResponse<InputStream> response) throws DeliveryException {
        String to = response.headers().firstValue("Location").orElse(null);
        if (to != null) {
            location = http.location(to);
        } else if (location == null) {
            throw new DeliveryException("the registry " + http.access().host()
                    + " began an upload without saying where to; what answers there is no image registry");
        }
    }
}
