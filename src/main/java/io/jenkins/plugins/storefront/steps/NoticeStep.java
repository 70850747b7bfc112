package io.jenkins.plugins.storefront.steps;

import org.jenkinsci.plugins.workflow.steps.Step;
import org.kohsuke.stapler.DataBoundSetter;

/** What the steps that tell people have in common. */
public abstract class NoticeStep extends Step {
    private String connection;
    private String template;
    private String language;
    private boolean failOnError;
    private Object attach;

    public String getConnection() {
        return connection;
    }

    /** Name of a configured connection; the first one by default. */
    @DataBoundSetter
    public void setConnection(String connection) {
        this.connection = Parameters.orNull(connection);
    }

    public String getTemplate() {
        return template;
    }

    /** A mustache file in the workspace for the text, instead of the built-in template. */
    @DataBoundSetter
    public void setTemplate(String template) {
        this.template = Parameters.orNull(template);
    }

    public String getLanguage() {
        return language;
    }

    /** {@code en} or {@code zh_CN}; by default that of who is told, else English. */
    @DataBoundSetter
    public void setLanguage(String language) {
        this.language = Parameters.orNull(language);
    }

    public Object getAttach() {
        return attach;
    }

    /** Globs of files in the workspace that go with the notice: one, or a list. */
    @DataBoundSetter
    public void setAttach(Object attach) {
        this.attach = Parameters.orNull(attach);
    }

    public boolean isFailOnError() {
        return failOnError;
    }

    /** Whether the step waits for the notice's end, at most some minutes, and fails where it cannot be sent; else it warns. */
    @DataBoundSetter
    public void setFailOnError(boolean failOnError) {
        this.failOnError = failOnError;
    }
}
