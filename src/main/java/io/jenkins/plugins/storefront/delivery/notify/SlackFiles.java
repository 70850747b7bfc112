package io.jenkins.plugins.storefront.delivery.notify;

import com.slack.api.Slack;
import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.request.files.FilesCompleteUploadExternalRequest.FileDetails;
import com.slack.api.methods.response.files.FilesCompleteUploadExternalResponse;
import com.slack.api.methods.response.files.FilesGetUploadURLExternalResponse;
import io.jenkins.plugins.storefront.delivery.notify.outbox.CourierAnswer;
import io.jenkins.plugins.storefront.delivery.notify.outbox.OutboxEntry;
import java.io.IOException;
import java.util.List;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/**
 * Sends one file into the thread of a message, in the three calls that replaced {@code files.upload}
 * (docs.slack.dev/messaging/working-with-files): an address is asked for, the file is sent there, and then it is shared.
 */
final class SlackFiles {
    private final Slack client;
    private final MethodsClient slack;
    private final SlackAnswers answers;

    SlackFiles(Slack client, MethodsClient slack, SlackAnswers answers) {
        this.client = client;
        this.slack = slack;
        this.answers = answers;
    }

    CourierAnswer send(OutboxEntry entry, Payload payload) throws IOException, SlackApiException {
        Attachment file = payload.files().get(0);
        String thread = entry.notice().threadReference();
        if (thread == null || !thread.contains("/")) {
            return new CourierAnswer.Refused(
                    "the message that " + file.name() + " belongs to was not sent; send that one again first");
        }
        String[] message = thread.split("/", 2);
        if (entry.maybeSent()) {
            String there = new SlackLookup(slack).file(entry.notice().createdAt(), message[0], message[1], file.name());
            if (there != null) {
                return new CourierAnswer.Sent(there, null);
            }
        }
        byte[] content = file.content();
        FilesGetUploadURLExternalResponse place = slack.filesGetUploadURLExternal(
                request -> request.filename(file.name()).length(content.length));
        if (!place.isOk()) {
            return answers.ofError(payload.to().get(0), place.getError());
        }
        try (Response taken = client.getHttpClient()
                .getOkHttpClient()
                .newCall(new Request.Builder()
                        .url(place.getUploadUrl())
                        .post(RequestBody.create(content, MediaType.parse(file.type())))
                        .build())
                .execute()) {
            if (!taken.isSuccessful()) {
                return answers.ofStatus(taken.code(), taken.header("Retry-After"));
            }
        }
        FilesCompleteUploadExternalResponse shared = slack.filesCompleteUploadExternal(
                request -> request.files(List.of(new FileDetails(place.getFileId(), file.name())))
                        .channelId(message[0])
                        .threadTs(message[1]));
        return shared.isOk()
                ? new CourierAnswer.Sent(message[0] + "/" + place.getFileId(), null)
                : answers.ofError(payload.to().get(0), shared.getError());
    }
}
