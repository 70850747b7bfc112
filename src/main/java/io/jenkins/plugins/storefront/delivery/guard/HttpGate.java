package io.jenkins.plugins.storefront.delivery.guard;

import io.jenkins.plugins.storefront.delivery.port.OutgoingProxy;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;

/**
 * Asks an address once each time. Redirects are not followed and the body is not read: nothing of an answer but its status is shown, as
 * whoever writes a Jenkinsfile may name any address that this machine reaches.
 */
final class HttpGate implements Gate {
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final Duration AGAIN = Duration.ofSeconds(2);

    private final GateRule.Http rule;
    private final OutgoingProxy proxy;

    HttpGate(GateRule.Http rule, OutgoingProxy proxy) {
        this.rule = rule;
        this.proxy = proxy;
    }

    @Override
    public GateAnswer ask(GateContext context) throws InterruptedException {
        String url = context.filled(rule.url());
        String said;
        try {
            URI uri = URI.create(url);
            HttpRequest request = proxy.logIn(HttpRequest.newBuilder(uri), uri)
                    .timeout(LIMIT)
                    .GET()
                    .build();
            int status = proxy.usedBy(HttpClient.newBuilder())
                    .connectTimeout(LIMIT)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build()
                    .send(request, HttpResponse.BodyHandlers.discarding())
                    .statusCode();
            if (status == rule.status()) {
                return GateAnswer.go(url + " answers " + status);
            }
            said = url + " answers " + status + " instead of " + rule.status();
        } catch (IOException e) {
            String why = e.getMessage();
            said = url + " does not answer (" + (why == null ? e.getClass().getSimpleName() : why) + ")";
        } catch (IllegalArgumentException e) {
            return GateAnswer.no(url + " is no address");
        }
        Instant end = context.since().plus(rule.within());
        Instant again = context.now().plus(AGAIN);
        if (context.last() || !context.now().isBefore(end)) {
            return GateAnswer.no(said);
        }
        return GateAnswer.waitUntil(again.isBefore(end) ? again : end, said);
    }
}
