package io.jenkins.plugins.storefront.delivery.notify;

import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.SlackApiTextResponse;
import com.slack.api.methods.response.conversations.ConversationsHistoryResponse;
import com.slack.api.methods.response.conversations.ConversationsListResponse;
import com.slack.api.methods.response.conversations.ConversationsRepliesResponse;
import com.slack.api.model.Conversation;
import com.slack.api.model.ConversationType;
import com.slack.api.model.Message;
import com.slack.api.model.ResponseMetadata;
import io.jenkins.plugins.storefront.delivery.port.OutboxNotice;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Looks whether a message of ours is there already, by its metadata (docs.slack.dev/messaging/message-metadata). Without the scopes for
 * it ({@code channels:history}, {@code channels:read} and their like for private channels) nothing is found, and the message is sent
 * again: twice is better than never. Where Slack merely does not answer now, it is asked again later.
 */
final class SlackLookup {
    static final String EVENT = "storefront_notice";
    static final String ID = "id";

    private static final int PAGE = 200;
    private static final int PAGES = 10;

    /** Clocks of ours and Slack's may differ. */
    private static final int SLACK_SECONDS = 300;

    private final MethodsClient slack;

    SlackLookup(MethodsClient slack) {
        this.slack = slack;
    }

    /** {@code channel/ts} of our message, or null. */
    String find(OutboxNotice notice, String channel, String id) throws IOException, SlackApiException {
        String thread = notice.threadReference();
        if (thread != null && thread.contains("/")) {
            String[] name = thread.split("/", 2);
            return inThread(name[0], name[1], oldest(notice.createdAt()), id);
        }
        String channelId = channel.matches("[CDG][A-Z0-9]{8,}") ? channel : channelId(channel.replaceFirst("^#", ""));
        return channelId == null ? null : inChannel(channelId, oldest(notice.createdAt()), id);
    }

    /** {@code channel/id} of a file that was put after {@code since} into a thread, or null. */
    String file(Instant since, String channel, String thread, String name) throws IOException, SlackApiException {
        String oldest = oldest(since);
        return first(
                cursor -> slack.conversationsReplies(request -> request.channel(channel)
                        .ts(thread)
                        .oldest(oldest)
                        .limit(PAGE)
                        .cursor(cursor)),
                ConversationsRepliesResponse::getResponseMetadata,
                page -> page.getMessages().stream()
                        .flatMap(one -> one.getFiles() == null ? Stream.empty() : one.getFiles().stream())
                        .filter(file -> name.equals(file.getTitle()))
                        .map(file -> channel + "/" + file.getId())
                        .findFirst()
                        .orElse(null));
    }

    private String inChannel(String channel, String oldest, String id) throws IOException, SlackApiException {
        return first(
                cursor -> slack.conversationsHistory(request -> request.channel(channel)
                        .oldest(oldest)
                        .includeAllMetadata(true)
                        .limit(PAGE)
                        .cursor(cursor)),
                ConversationsHistoryResponse::getResponseMetadata,
                page -> ours(page.getMessages(), channel, id));
    }

    private String inThread(String channel, String thread, String oldest, String id)
            throws IOException, SlackApiException {
        return first(
                cursor -> slack.conversationsReplies(request -> request.channel(channel)
                        .ts(thread)
                        .oldest(oldest)
                        .includeAllMetadata(true)
                        .limit(PAGE)
                        .cursor(cursor)),
                ConversationsRepliesResponse::getResponseMetadata,
                page -> ours(page.getMessages(), channel, id));
    }

    private static String ours(List<Message> messages, String channel, String id) {
        return messages.stream()
                .filter(one -> one.getMetadata() != null
                        && EVENT.equals(one.getMetadata().getEventType())
                        && one.getMetadata().getEventPayload() != null
                        && id.equals(one.getMetadata().getEventPayload().get(ID)))
                .map(one -> channel + "/" + one.getTs())
                .findFirst()
                .orElse(null);
    }

    private String channelId(String name) throws IOException, SlackApiException {
        return first(
                cursor -> slack.conversationsList(request -> request.limit(1000)
                        .excludeArchived(true)
                        .types(List.of(ConversationType.PUBLIC_CHANNEL, ConversationType.PRIVATE_CHANNEL))
                        .cursor(cursor)),
                ConversationsListResponse::getResponseMetadata,
                page -> page.getChannels().stream()
                        .filter(one -> name.equals(one.getName()))
                        .map(Conversation::getId)
                        .findFirst()
                        .orElse(null));
    }

    /** Asks for one page. */
    @FunctionalInterface
    private interface Call<T> {
        T from(String cursor) throws IOException, SlackApiException;
    }

    /** What is found first, page by page; null where nothing is, or one may not look. */
    private static <T extends SlackApiTextResponse> String first(
            Call<T> call, Function<T, ResponseMetadata> metadata, Function<T, String> found)
            throws IOException, SlackApiException {
        String cursor = null;
        for (int page = 0; page < PAGES; page++) {
            T answer = call.from(cursor);
            if (mayNotLook(answer)) {
                return null;
            }
            String one = found.apply(answer);
            cursor = next(metadata.apply(answer));
            if (one != null || cursor == null) {
                return one;
            }
        }
        return null;
    }

    private static boolean mayNotLook(SlackApiTextResponse answer) throws IOException {
        if (!answer.isOk() && SlackAnswers.passes(answer.getError())) {
            throw new IOException("asked whether the message is there already, it answers " + answer.getError());
        }
        return !answer.isOk();
    }

    private static String next(ResponseMetadata metadata) {
        String cursor = metadata == null ? null : metadata.getNextCursor();
        return cursor == null || cursor.isEmpty() ? null : cursor;
    }

    private static String oldest(Instant since) {
        return Long.toString(since.getEpochSecond() - SLACK_SECONDS);
    }
}
