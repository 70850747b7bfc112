package io.jenkins.plugins.storefront.runner.declarative.run;

import hudson.model.Result;
import io.jenkins.plugins.storefront.delivery.DeliveryException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What Declarative asks of the runner besides steps. Called on the CPS VM's thread, for the stage that the VM is in, and must not
 * block for long.
 */
public interface DeclarativeHost {
    /** Writes a line to the log of where the VM is. */
    void log(String line);

    /** An environment variable where the VM is, or null. */
    String environment(String name);

    /** The run's result so far, or null while nothing has worsened it. */
    Result result();

    /** Sets the run's result, for better or worse; null is allowed. */
    void overwriteResult(Result result);

    /** The worst result that steps gave the current stage without failing it, such as {@code unstable}. */
    Optional<Result> stageWarning();

    /** Lets the current stage end as skipped. */
    void markSkipped();

    /** The result of the last completed run of this Jenkinsfile, if there was one. */
    Optional<Result> previousResult();

    /** Whether there is something that {@code checkout scm} could check out. */
    boolean hasScm();

    /** What the person or system that started the run gave for its parameters, as texts. */
    Map<String, String> givenParameters();

    /** Sets what {@code params} holds, and as texts the environment variables of the same names. */
    void parameters(Map<String, Object> values);

    /** Simple class names of the run's causes as in Jenkins, such as {@code UserIdCause}, each with the user id or an empty text. */
    Map<String, String> causes();

    /**
     * The commits that are new in this run; empty if there are none.
     *
     * @throws DeliveryException if that cannot be found out here; the message says why
     */
    List<Change> changes() throws DeliveryException;

    /**
     * Which form the credential has, for {@code credentials('id')}.
     *
     * @throws DeliveryException if there is none of that id
     */
    CredentialKind credentialKind(String id) throws DeliveryException;

    /**
     * One commit.
     *
     * @param message the whole message
     * @param paths what it touched, with slashes
     */
    record Change(String message, List<String> paths) {}

    /** The forms that {@code withCredentials} can bind. */
    enum CredentialKind {
        USER_PASSWORD,
        TEXT,
        FILE
    }
}
