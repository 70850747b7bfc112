package io.jenkins.plugins.storefront.delivery.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.request.files.FilesCompleteUploadExternalRequest.FileDetails;
import com.slack.api.methods.response.chat.ChatPostMessageResponse;
import com.slack.api.methods.response.conversations.ConversationsHistoryResponse;
import com.slack.api.methods.response.conversations.ConversationsListResponse;
import com.slack.api.methods.response.files.FilesGetUploadURLExternalResponse;
import com.slack.api.model.Message;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What notices rely on of Slack's Web API, as docs.slack.dev/reference/methods documents it. Run on the sandbox, and on a real workspace
 * where there is one.
 */
abstract class SlackContract {
    private Slack slack;
    private MethodsClient api;

    /** Base of the Web API. */
    abstract String apiUrl();

    /** A bot token. */
    abstract String token();

    /** A channel that the bot may post to. */
    abstract String channel();

    /** An address of somebody in the workspace, or null. */
    abstract String member();

    @BeforeEach
    final void connect() {
        SlackConfig config = new SlackConfig();
        config.setMethodsEndpointUrlPrefix(apiUrl());
        config.setStatsEnabled(false);
        slack = Slack.getInstance(config);
        api = slack.methods(token());
    }

    @AfterEach
    final void disconnect() throws Exception {
        slack.close();
    }

    private ChatPostMessageResponse post(String text) throws Exception {
        ChatPostMessageResponse posted = api.chatPostMessage(request -> request.channel(channel())
                .text(text)
                .metadata(Message.Metadata.builder()
                        .eventType(SlackLookup.EVENT)
                        .eventPayload(Map.of(SlackLookup.ID, text))
                        .build()));
        assertThat(posted.isOk()).as(posted.getError()).isTrue();
        return posted;
    }

    @Test
    void aMessageIsKnownByTheChannelsIdAndItsTime() throws Exception {
        ChatPostMessageResponse posted = post("contract one");
        assertThat(posted.getChannel()).matches("[CDG][A-Z0-9]{8,}");
        assertThat(posted.getTs()).matches("\\d+\\.\\d{6}");
        assertThat(api.chatUpdate(request -> request.channel(posted.getChannel())
                                .ts(posted.getTs())
                                .text("contract two"))
                        .isOk())
                .isTrue();
    }

    @Test
    void refusalsHaveTheirDocumentedWords() throws Exception {
        assertThat(slack.methods("xoxb-nobody").authTest(request -> request).getError())
                .isEqualTo("invalid_auth");
        assertThat(api.chatPostMessage(request -> request.channel("").text("x")).getError())
                .isEqualTo("channel_not_found");
        assertThat(api.chatPostMessage(request -> request.channel(channel())).getError())
                .isEqualTo("no_text");
        String id = post("contract").getChannel();
        assertThat(api.chatUpdate(request ->
                                request.channel(id).ts("1000000000.000001").text("x"))
                        .getError())
                .isEqualTo("message_not_found");
        assertThat(api.conversationsInfo(request -> request.channel("C0NOTHING99"))
                        .getError())
                .isEqualTo("channel_not_found");
        assertThat(api.usersLookupByEmail(request -> request.email("nobody@nowhere.test"))
                        .getError())
                .isEqualTo("users_not_found");
        assertThat(api.reactionsGet(request -> request.channel(id).timestamp("1000000000.000001"))
                        .getError())
                .isEqualTo("message_not_found");
        assertThat(api.filesCompleteUploadExternal(request -> request.files(List.of(new FileDetails("F0NOTHING", "x")))
                                .channelId(id))
                        .getError())
                .isEqualTo("file_not_found");
    }

    @Test
    void listsComeInPagesUntilTheCursorIsEmpty() throws Exception {
        List<String> names = new ArrayList<>();
        post("contract pages");
        String cursor = null;
        do {
            String from = cursor;
            ConversationsListResponse page =
                    api.conversationsList(request -> request.limit(2).cursor(from));
            assertThat(page.isOk()).isTrue();
            assertThat(page.getChannels()).hasSizeLessThanOrEqualTo(2);
            page.getChannels().forEach(one -> names.add(one.getName()));
            cursor = page.getResponseMetadata().getNextCursor();
        } while (cursor != null && !cursor.isEmpty());
        assertThat(names).contains(channel().replaceFirst("^#", "")).doesNotHaveDuplicates();
    }

    @Test
    void historyHasTheNewestFirstInPagesWithTheMetadataOfApps() throws Exception {
        String id = null;
        for (int i = 0; i < 5; i++) {
            id = post("history " + i).getChannel();
        }
        List<String> found = new ArrayList<>();
        String channel = id;
        String cursor = null;
        do {
            String from = cursor;
            ConversationsHistoryResponse page = api.conversationsHistory(request ->
                    request.channel(channel).limit(2).includeAllMetadata(true).cursor(from));
            page.getMessages().stream()
                    .filter(one -> one.getMetadata() != null)
                    .forEach(one -> found.add(
                            String.valueOf(one.getMetadata().getEventPayload().get(SlackLookup.ID))));
            cursor = found.size() >= 5 ? "" : page.getResponseMetadata().getNextCursor();
        } while (cursor != null && !cursor.isEmpty());
        assertThat(found).startsWith("history 4", "history 3", "history 2");
    }

    @Test
    void aMemberIsFoundByAddress() throws Exception {
        assumeTrue(member() != null, "no address of a member is given");
        assertThat(api.usersLookupByEmail(request -> request.email(member()))
                        .getUser()
                        .getId())
                .matches("[UW][A-Z0-9]+");
    }

    @Test
    void aFileIsSentInThreeCallsAndIsInTheThread() throws Exception {
        ChatPostMessageResponse posted = post("with a file");
        byte[] content = "hello".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        FilesGetUploadURLExternalResponse place = api.filesGetUploadURLExternal(
                request -> request.filename("log.txt").length(content.length));
        assertThat(place.isOk()).as(place.getError()).isTrue();
        try (Response taken = slack.getHttpClient()
                .getOkHttpClient()
                .newCall(new Request.Builder()
                        .url(place.getUploadUrl())
                        .post(RequestBody.create(content))
                        .build())
                .execute()) {
            assertThat(taken.code()).isEqualTo(200);
        }
        assertThat(api.filesCompleteUploadExternal(
                                request -> request.files(List.of(new FileDetails(place.getFileId(), "log.txt")))
                                        .channelId(posted.getChannel())
                                        .threadTs(posted.getTs()))
                        .isOk())
                .isTrue();
        SlackLookup lookup = new SlackLookup(api);
        assertThat(lookup.file(Instant.now(), posted.getChannel(), posted.getTs(), "log.txt"))
                .isNotNull();
        assertThat(lookup.file(Instant.now().plusSeconds(3600), posted.getChannel(), posted.getTs(), "log.txt"))
                .as("one that an earlier notice brought is not this one")
                .isNull();
    }

    /** Posts until Slack has had enough, at most {@code most} times, and gives its Retry-After. */
    final String untilTooMany(int most) throws Exception {
        try {
            for (int i = 0; i < most; i++) {
                post("one of many " + i);
            }
            return null;
        } catch (SlackApiException e) {
            assertThat(e.getResponse().code()).isEqualTo(429);
            return e.getResponse().header("Retry-After");
        }
    }
}
