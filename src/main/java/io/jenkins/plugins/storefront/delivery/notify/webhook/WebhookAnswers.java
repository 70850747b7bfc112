package io.jenkins.plugins.storefront.delivery.notify.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.storefront.delivery.notify.outbox.CourierAnswer;
import io.jenkins.plugins.storefront.delivery.settings.WebhookSettings;
import io.jenkins.plugins.storefront.delivery.settings.WebhookSettings.Kind;
import io.jenkins.plugins.storefront.delivery.text.RetryAfter;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/** What the receivers' answers mean, and what a person can do about them. The chats answer HTTP 200 to errors, too. */
final class WebhookAnswers {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int LONGEST_SHOWN = 200;

    /** DingTalk, Feishu and WeCom count by the minute and do not say how long is left. */
    private static final Duration UNSAID = Duration.ofSeconds(60);

    /** Codes that mean "too many", by each one's documentation. */
    private static final Map<Kind, Set<Integer>> BUSY = Map.of(
            Kind.DINGTALK, Set.of(130101, 410100, 660026),
            Kind.FEISHU, Set.of(9499, 11232, 11233),
            Kind.WECOM, Set.of(45009, 45033));

    /** Codes that mean "not now". */
    private static final Map<Kind, Set<Integer>> PASSING = Map.of(
            Kind.DINGTALK, Set.of(-1, 90002),
            Kind.FEISHU, Set.of(1, 2, 11000, 19007),
            Kind.WECOM, Set.of(-1, 46004));

    private static final Map<Kind, Map<Integer, String>> HELP = Map.of(
            Kind.DINGTALK,
            Map.of(
                    310000,
                    "the robot's security settings refuse it; set the credential of its signing key (SEC…), or allow this"
                            + " controller's address, or one of the robot's words in the text",
                    300001,
                    "there is no such robot; renew the credential of its address",
                    400013,
                    "the group was dismissed; choose another robot",
                    400105,
                    "the robot does not take this kind of message"),
            Kind.FEISHU,
            Map.of(
                    19001,
                    "there is no such bot; renew the credential of its address",
                    19021,
                    "it refuses the signature; set the credential of its signing key, and look at this controller's clock",
                    19022,
                    "it does not know this controller's address; add that to the bot's IP whitelist",
                    19024,
                    "the text has none of the bot's keywords; add one to the template, or sign instead"),
            Kind.WECOM,
            Map.of(
                    93000, "there is no such robot; renew the credential of its address",
                    40008, "it does not take this kind of message",
                    40058, "it does not understand the message"));

    private final WebhookSettings settings;

    WebhookAnswers(WebhookSettings settings) {
        this.settings = settings;
    }

    String who() {
        return "webhook '" + settings.name() + "' (" + settings.kind() + ")";
    }

    /**
     * What the answer means.
     *
     * @param retryAfter value of the header, or null
     */
    CourierAnswer of(int status, String retryAfter, String body, Instant now) {
        if (status == 429 || (status == 503 && retryAfter != null)) {
            Duration wait = RetryAfter.of(retryAfter, now, UNSAID);
            return new CourierAnswer.Busy(
                    wait, who() + " answers " + status + " and wants " + wait.toSeconds() + " s of rest");
        } else if (status >= 500 || status == 408) {
            return new CourierAnswer.Failed(true, who() + " answers " + status);
        } else if (status / 100 == 3) {
            return refused("answers " + status + ": it moved; renew the credential of its address");
        } else if (status / 100 == 4) {
            return refused(("answers " + status + " " + shown(body)).strip() + "; "
                    + (status == 413 ? "shorten the template" : "check the credential of its address"));
        }
        return switch (settings.kind()) {
            case JSON -> new CourierAnswer.Sent("", null);
            case TEAMS -> teams(body);
            case DINGTALK, WECOM -> coded(body, "errcode", "errmsg");
            case FEISHU -> coded(body, "code", "msg");
        };
    }

    /** A flow answers 202 and nothing; connectors of old answer 200 with the error's text. */
    private CourierAnswer teams(String body) {
        if (body.contains("HTTP error 429")) {
            return new CourierAnswer.Busy(UNSAID, who() + " answers that there were too many messages");
        }
        return body.contains("delivery failed")
                ? new CourierAnswer.Failed(true, who() + " answers " + shown(body))
                : new CourierAnswer.Sent("", null);
    }

    private CourierAnswer coded(String body, String code, String message) {
        JsonNode answer;
        try {
            answer = MAPPER.readTree(body);
        } catch (JsonProcessingException e) {
            answer = null;
        }
        JsonNode number =
                answer == null ? null : answer.path(code).isMissingNode() ? answer.get("StatusCode") : answer.get(code);
        if (number == null || !number.canConvertToInt()) {
            return new CourierAnswer.Failed(
                    true,
                    who() + " answers something else than its JSON; check the credential of its address and what is"
                            + " between here and there");
        }
        int value = number.intValue();
        if (value == 0) {
            return new CourierAnswer.Sent("", null);
        } else if (BUSY.get(settings.kind()).contains(value)) {
            return new CourierAnswer.Busy(
                    UNSAID, who() + " answers " + value + " and wants rest, taken as " + UNSAID.toSeconds() + " s");
        } else if (PASSING.get(settings.kind()).contains(value)) {
            return new CourierAnswer.Failed(
                    true,
                    who() + " answers " + value + " "
                            + shown(answer.path(message).asText()));
        }
        String help = HELP.get(settings.kind()).get(value);
        return refused(
                "answers " + value + " " + shown(answer.path(message).asText()) + (help == null ? "" : ": " + help));
    }

    CourierAnswer refused(String why) {
        return new CourierAnswer.Refused(who() + " " + why);
    }

    private static String shown(String text) {
        String line = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return line.length() > LONGEST_SHOWN ? line.substring(0, LONGEST_SHOWN) + "…" : line;
    }
}
