package io.jenkins.plugins.storefront.delivery.notify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.response.users.UsersLookupByEmailResponse;
import io.jenkins.plugins.storefront.delivery.port.Person;
import io.jenkins.plugins.storefront.delivery.settings.SlackSettings;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds people at Slack by their addresses and calls them by name in a message. Who is found, and who is not, is remembered for a while,
 * so that an update a second asks nothing. Thread-safe.
 */
final class SlackPeople {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration KNOWN = Duration.ofHours(12);
    private static final Duration UNKNOWN = Duration.ofHours(1);
    private static final int MOST = 2000;

    /** Most people called in one message; a release of hundreds must not wake hundreds. */
    private static final int MOST_CALLED = 15;

    private final Clock clock;
    private final Map<String, Found> byEmail = new LinkedHashMap<>();

    /** @param id null where Slack knows nobody of that address */
    private record Found(String id, Instant until) {}

    private SlackPeople(Clock clock) {
        this.clock = clock;
    }

    /** Those of every workspace. */
    static final class All {
        private final Clock clock;
        private final Map<String, SlackPeople> workspaces = new LinkedHashMap<>();

        All(Clock clock) {
            this.clock = clock;
        }

        synchronized SlackPeople of(SlackSettings settings) {
            return workspaces.computeIfAbsent(
                    settings.apiUrl() + " " + settings.credentialsId(), key -> new SlackPeople(clock));
        }
    }

    /** The payload with a line that calls its people; those whom Slack does not know are only named. */
    Payload named(MethodsClient slack, Payload payload) throws IOException, SlackApiException {
        List<String> called = new ArrayList<>();
        for (Person one : payload.mentions()) {
            String id = called.size() < MOST_CALLED ? id(slack, one) : null;
            called.add(id == null ? Mrkdwn.escape(one.name()) : call(id));
        }
        return with(payload, called);
    }

    /** The same without asking anybody. */
    Payload unnamed(Payload payload) {
        return with(
                payload,
                payload.mentions().stream()
                        .map(one -> one.slack() == null ? Mrkdwn.escape(one.name()) : call(one.slack()))
                        .toList());
    }

    private static String call(String id) {
        return id.startsWith("S") ? "<!subteam^" + id + ">" : "<@" + id + ">";
    }

    private static Payload with(Payload payload, List<String> called) {
        if (called.isEmpty()) {
            return payload;
        }
        try {
            ArrayNode blocks = (ArrayNode) JSON.readTree(payload.body());
            String line = Mrkdwn.cut(String.join(" ", called), Mrkdwn.LONGEST_SECTION);
            blocks.addObject()
                    .put("type", "section")
                    .putObject("text")
                    .put("type", "mrkdwn")
                    .put("text", line);
            return payload.saying(JSON.writeValueAsString(blocks));
        } catch (JsonProcessingException | ClassCastException e) {
            return payload; // a message of blocks that are none says nothing more
        }
    }

    private String id(MethodsClient slack, Person person) throws IOException, SlackApiException {
        if (person.slack() != null) {
            return person.slack();
        }
        for (String email : person.emails()) {
            String id = id(slack, email);
            if (id != null) {
                return id;
            }
        }
        return null;
    }

    private String id(MethodsClient slack, String email) throws IOException, SlackApiException {
        Instant now = clock.instant();
        synchronized (byEmail) {
            Found found = byEmail.get(email);
            if (found != null && found.until().isAfter(now)) {
                return found.id();
            }
        }
        UsersLookupByEmailResponse answer = slack.usersLookupByEmail(request -> request.email(email));
        if (!answer.isOk() && "ratelimited".equals(answer.getError())) {
            return null; // calling people is worth less than telling them
        }
        boolean known =
                answer.isOk() && answer.getUser() != null && !answer.getUser().isDeleted();
        String id = known ? answer.getUser().getId() : null;
        synchronized (byEmail) {
            byEmail.put(email, new Found(id, now.plus(known ? KNOWN : UNKNOWN)));
            if (byEmail.size() > MOST) {
                byEmail.remove(byEmail.keySet().iterator().next());
            }
        }
        return id;
    }
}
