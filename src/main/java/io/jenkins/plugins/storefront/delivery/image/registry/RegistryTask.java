package io.jenkins.plugins.storefront.delivery.image.registry;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.model.ImageReference;
import io.jenkins.plugins.storefront.delivery.port.Workspace;
import io.jenkins.plugins.storefront.delivery.port.WorkspaceTask;
import java.io.IOException;
import java.io.Serial;
import java.io.Serializable;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One operation of a {@link Registry}, done on the machine of the workspace. */
final class RegistryTask implements WorkspaceTask<RegistryTask.Answer> {
    @Serial
    private static final long serialVersionUID = 1L;

    /** What is done; the names are those of the registry's methods. */
    private enum Operation {
        RESOLVE,
        FIND,
        MANIFEST,
        PLATFORMS,
        CONFIG,
        TAG,
        NOTE,
        ANNOTATE,
        PUT,
        COPY
    }

    private final Operation operation;
    private final RegistryAccess access;
    private final ImageReference image;
    private String text;
    private byte[] content;
    private LinkedHashMap<String, String> annotations;
    private RegistryAccess target;
    private ImageReference copy;
    private ArrayList<String> tags;

    /**
     * What came of it.
     *
     * @param value null for nothing found
     * @param problem null, or the sentence that says why there is no value
     */
    record Answer(Serializable value, String problem) implements Serializable {}

    private RegistryTask(Operation operation, RegistryAccess access, ImageReference image) {
        this.operation = operation;
        this.access = access;
        this.image = image;
    }

    static RegistryTask resolve(RegistryAccess access, ImageReference image) {
        return new RegistryTask(Operation.RESOLVE, access, image);
    }

    static RegistryTask find(RegistryAccess access, ImageReference image) {
        return new RegistryTask(Operation.FIND, access, image);
    }

    static RegistryTask manifest(RegistryAccess access, ImageReference image) {
        return new RegistryTask(Operation.MANIFEST, access, image);
    }

    static RegistryTask platforms(RegistryAccess access, ImageReference image) {
        return new RegistryTask(Operation.PLATFORMS, access, image);
    }

    static RegistryTask config(RegistryAccess access, ImageReference image) {
        return new RegistryTask(Operation.CONFIG, access, image);
    }

    static RegistryTask tag(RegistryAccess access, ImageReference image, String tag) {
        RegistryTask task = new RegistryTask(Operation.TAG, access, image);
        task.text = tag;
        return task;
    }

    static RegistryTask note(RegistryAccess access, ImageReference tagged, String type, Map<String, String> notes) {
        RegistryTask task = new RegistryTask(Operation.NOTE, access, tagged);
        task.text = type;
        task.annotations = new LinkedHashMap<>(notes);
        return task;
    }

    static RegistryTask annotate(
            RegistryAccess access, ImageReference image, Map<String, String> annotations, List<String> tags) {
        RegistryTask task = new RegistryTask(Operation.ANNOTATE, access, image);
        task.annotations = new LinkedHashMap<>(annotations);
        task.tags = new ArrayList<>(tags);
        return task;
    }

    static RegistryTask put(RegistryAccess access, ImageReference tagged, String mediaType, byte[] manifest) {
        RegistryTask task = new RegistryTask(Operation.PUT, access, tagged);
        task.text = mediaType;
        task.content = manifest.clone();
        return task;
    }

    static RegistryTask copy(
            RegistryAccess from,
            ImageReference source,
            RegistryAccess to,
            ImageReference repository,
            List<String> tags) {
        RegistryTask task = new RegistryTask(Operation.COPY, from, source);
        task.target = to;
        task.copy = repository;
        task.tags = new ArrayList<>(tags);
        return task;
    }

    /** Does it there; what comes has the type that {@code operation} has. */
    <T> T on(Workspace workspace, Class<T> type) throws DeliveryException, InterruptedException {
        return asked(workspace, this, access, type);
    }

    static <T> T asked(Workspace workspace, WorkspaceTask<Answer> task, RegistryAccess access, Class<T> type)
            throws DeliveryException, InterruptedException {
        Answer answer;
        try {
            answer = workspace.act(task);
        } catch (IOException e) {
            throw new DeliveryException(
                    "the agent was lost while it asked the registry " + access.host() + ": " + e.getMessage(), e);
        }
        if (answer.problem() != null) {
            throw new DeliveryException(answer.problem());
        }
        return type.cast(answer.value());
    }

    @Override
    public Answer run(Path folder) throws InterruptedException {
        try {
            return new Answer(value(new HttpRegistry(access, Clock.systemUTC())), null);
        } catch (DeliveryException e) {
            return new Answer(null, e.getMessage());
        }
    }

    private Serializable value(HttpRegistry registry) throws DeliveryException, InterruptedException {
        return switch (operation) {
            case RESOLVE -> registry.resolve(image).orElse(null);
            case FIND -> registry.find(image).orElse(null);
            case MANIFEST -> registry.manifest(image).orElse(null);
            case PLATFORMS -> new ArrayList<>(registry.platforms(image));
            case CONFIG -> registry.config(image);
            case TAG -> registry.tag(image, text);
            case NOTE -> registry.note(image, text, annotations);
            case ANNOTATE -> registry.annotate(image, annotations, tags);
            case PUT -> registry.put(image, text, content);
            case COPY -> new ImageCopier(registry, new HttpRegistry(target, Clock.systemUTC())).copy(image, copy, tags);
        };
    }
}
