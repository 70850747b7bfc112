package io.jenkins.plugins.storefront.steps;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.image.promote.ImagePromoter;
import io.jenkins.plugins.storefront.delivery.image.promote.PromoteRequest;
import io.jenkins.plugins.storefront.delivery.image.registry.StoredPlatform;
import io.jenkins.plugins.storefront.delivery.model.Digest;
import io.jenkins.plugins.storefront.delivery.model.ImageReference;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import java.io.IOException;
import java.io.Serial;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/**
 * The work of {@code imagePromote} and {@code imageTag}. Persisted: the parameters, and the digest that the image had at first: after a
 * restart the same image goes on, wherever its tag points by then.
 */
final class ImagePromoteExecution extends BackgroundExecution<Map<String, Object>> {
    @Serial
    private static final long serialVersionUID = 1L;

    private final String step;
    private final String from;

    /** Null to stay in the repository. */
    private final String to;

    private final ArrayList<String> tags;
    private final String fromCredentialsId;
    private final String toCredentialsId;
    private volatile String pinned;

    ImagePromoteExecution(
            StepContext context,
            String step,
            String from,
            String to,
            List<String> tags,
            String fromCredentialsId,
            String toCredentialsId) {
        super(context);
        this.step = step;
        this.from = from;
        this.to = to;
        this.tags = new ArrayList<>(tags);
        this.fromCredentialsId = fromCredentialsId;
        this.toCredentialsId = toCredentialsId;
    }

    @Override
    String name() {
        return step;
    }

    @Override
    String left() {
        return "stopped; what was copied already stays in the registry, tags that were not set yet stay as they were";
    }

    @Override
    Map<String, Object> run(DeliveryContext delivery) throws DeliveryException, IOException, InterruptedException {
        PromoteRequest request = to == null
                ? PromoteRequest.tagging(from, tags, toCredentialsId)
                : PromoteRequest.promotion(from, to, tags, fromCredentialsId, toCredentialsId);
        ImagePromoter promoter = new ImagePromoter(delivery);
        return result(promoter.promote(request, digest(promoter, request.from())));
    }

    private Digest digest(ImagePromoter promoter, ImageReference image)
            throws DeliveryException, IOException, InterruptedException {
        if (pinned == null) {
            Digest digest = promoter.look(step, image, fromCredentialsId);
            if (digest == null) {
                throw new DeliveryException(
                        step + ": there is no " + image + "; check name and tag, and that the image was pushed before");
            }
            pinned = digest.value();
            getContext().saveState();
        }
        return Digest.parse(pinned);
    }

    private static Map<String, Object> result(ImagePromoter.Promotion promotion) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("reference", promotion.image().reference().toString());
        result.put("digest", promotion.copied().digest().toString());
        result.put("tags", new ArrayList<>(promotion.image().tags()));
        result.put("from", promotion.image().from().toString());
        Map<String, Object> platforms = new LinkedHashMap<>();
        for (StoredPlatform platform : promotion.platforms()) {
            platforms.put(String.valueOf(platform.platform()), platform.digest().toString());
        }
        result.put("platforms", platforms);
        result.put("size", promotion.size());
        result.put("sent", promotion.copied().sent());
        result.put("mounted", promotion.copied().mounted());
        result.put("duration", promotion.duration().toMillis());
        return result;
    }
}
