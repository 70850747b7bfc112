package io.jenkins.plugins.storefront.delivery.image.registry;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.model.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** Layers and configurations of one repository. They are streamed: none is held in memory or written to a disk. */
final class Blobs {
    private final RegistryHttp http;
    private final String repository;

    /** Opens content anew, from a byte on, as often as an upload needs it. */
    @FunctionalInterface
    interface Source {
        InputStream from(long offset) throws IOException, DeliveryException, InterruptedException;
    }

    Blobs(RegistryHttp http, String repository) {
        this.http = http;
        this.repository = repository;
    }

    boolean has(Digest digest) throws DeliveryException, InterruptedException {
        String doing = "look up a layer of " + repository;
        HttpResponse<InputStream> response = http.send(ask("HEAD", digest), doing);
        String error = RegistryHttp.errorText(response);
        if (response.statusCode() != 200 && response.statusCode() != 404) {
            throw RegistryProblem.answered(http.access(), doing, repository, response.statusCode(), error);
        }
        return response.statusCode() == 200;
    }

    /**
     * Makes a blob of another repository of this registry known to this one, without sending it.
     *
     * @return false where the registry does not do that, or does not let us read the other one
     */
    boolean mount(Digest digest, String from) throws DeliveryException, InterruptedException {
        String query = "?mount=" + encode(digest.value()) + "&from=" + encode(from);
        HttpResponse<InputStream> response = http.send(
                new RegistryRequest("POST", http.uri(uploads() + query), repository).readingToo(from),
                "push to " + repository);
        String error = RegistryHttp.errorText(response);
        if (response.statusCode() == 202) {
            cancel(response); // it began an upload instead
        } else if (response.statusCode() / 100 == 5) {
            throw RegistryProblem.answered(
                    http.access(), "push to " + repository, repository, response.statusCode(), error);
        }
        return response.statusCode() == 201;
    }

    private void cancel(HttpResponse<InputStream> begun) throws DeliveryException, InterruptedException {
        String location = begun.headers().firstValue("Location").orElse(null);
        if (location != null) {
            RegistryHttp.errorText(
                    http.send(new RegistryRequest("DELETE", http.location(location), repository), "cancel an upload"));
        }
    }

    /** Opens a blob, from a byte on; the caller closes it. */
    InputStream open(Digest digest, long offset) throws IOException, DeliveryException, InterruptedException {
        RegistryRequest request = ask("GET", digest);
        if (offset > 0) {
            request.with("Range", "bytes=" + offset + "-");
        }
        String doing = "read a layer of " + repository;
        HttpResponse<InputStream> response = http.send(request, doing);
        if (response.statusCode() == 200 && offset > 0) {
            response.body().skipNBytes(offset); // it does not do ranges
        } else if (response.statusCode() != 200 && response.statusCode() != 206) {
            throw RegistryProblem.answered(
                    http.access(), doing, repository, response.statusCode(), RegistryHttp.errorText(response));
        }
        return response.body();
    }

    /** Sends a blob, unless the repository has it. What is cut off goes on where the registry says it was. */
    void push(Descriptor blob, Source source) throws DeliveryException, InterruptedException {
        if (!has(blob.digest())) {
            new Upload(http, repository, blob, source).run();
        }
    }

    private RegistryRequest ask(String method, Digest digest) {
        return new RegistryRequest(method, http.uri("/v2/" + repository + "/blobs/" + digest), repository);
    }

    private String uploads() {
        return "/v2/" + repository + "/blobs/uploads/";
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
