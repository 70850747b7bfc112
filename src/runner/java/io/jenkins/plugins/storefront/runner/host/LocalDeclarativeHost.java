package io.jenkins.plugins.storefront.runner.host;

import hudson.model.Result;
import hudson.model.TaskListener;
import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.port.Credential;
import io.jenkins.plugins.storefront.runner.declarative.GitChanges;
import io.jenkins.plugins.storefront.runner.declarative.run.DeclarativeHost;
import io.jenkins.plugins.storefront.runner.steps.StageScope;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What Declarative asks of a local run. */
final class LocalDeclarativeHost implements DeclarativeHost {
    private final LocalRun run;
    private final TaskListener listener;

    LocalDeclarativeHost(LocalRun run, TaskListener listener) {
        this.run = run;
        this.listener = listener;
    }

    @Override
    public void log(String line) {
        TaskListener here = run.vm().here(TaskListener.class);
        (here == null ? listener : here).getLogger().println(line);
    }

    @Override
    public String environment(String name) {
        Object value = new Variables(run).getProperty(name);
        return value == null ? null : value.toString();
    }

    @Override
    public Result result() {
        return run.vm().resultSet();
    }

    @Override
    public void overwriteResult(Result result) {
        run.vm().overwrite(result);
    }

    @Override
    public Optional<Result> stageWarning() {
        StageScope stage = run.vm().here(StageScope.class);
        return stage == null || stage.result() == Result.SUCCESS ? Optional.empty() : Optional.of(stage.result());
    }

    @Override
    public void markSkipped() {
        StageScope stage = run.vm().here(StageScope.class);
        if (stage != null) {
            stage.skip();
        }
    }

    @Override
    public Optional<Result> previousResult() {
        return run.history().previousResult();
    }

    @Override
    public boolean hasScm() {
        return true;
    }

    @Override
    public Map<String, String> givenParameters() {
        return run.givenParameters();
    }

    @Override
    public void parameters(Map<String, Object> values) {
        run.parameters().putAll(values);
    }

    @Override
    public Map<String, String> causes() {
        return Map.of("UserIdCause", System.getProperty("user.name", ""));
    }

    @Override
    public List<Change> changes() throws DeliveryException {
        try {
            return new GitChanges(new LocalProcessRunner(run.project(), run.environment()))
                    .since(run.history().previousCommit().orElse(null));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DeliveryException("interrupted while git was asked for changes", e);
        }
    }

    @Override
    public CredentialKind credentialKind(String id) throws DeliveryException {
        Credential found = run.localSecrets().any(id);
        if (found instanceof Credential.UserPassword) {
            return CredentialKind.USER_PASSWORD;
        }
        return found instanceof Credential.File ? CredentialKind.FILE : CredentialKind.TEXT;
    }
}
