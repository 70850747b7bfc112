package io.jenkins.plugins.storefront.config;

import hudson.Extension;
import hudson.model.Descriptor;
import hudson.model.ManagementLink;
import hudson.security.Permission;
import hudson.util.FormApply;
import io.jenkins.plugins.storefront.Words;
import jakarta.servlet.ServletException;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

/** The page <i>Storefront</i> under Manage Jenkins. Who may read the system's configuration may look, an admin may change. */
@Extension
public final class StorefrontLink extends ManagementLink {
    @Override
    public String getIconFileName() {
        return "symbol-shopping-bag";
    }

    @Override
    public String getDisplayName() {
        return "Storefront";
    }

    @Override
    public String getDescription() {
        return Words.text("link.description");
    }

    @Override
    public String getUrlName() {
        return "storefront";
    }

    @Override
    public Permission getRequiredPermission() {
        return Jenkins.SYSTEM_READ;
    }

    @Override
    public Category getCategory() {
        return Category.CONFIGURATION;
    }

    /** What the page shows. */
    public StorefrontConfiguration getConfiguration() {
        return StorefrontConfiguration.get();
    }

    /** The page {@code preview} below this one. */
    public TemplatePreview getPreview() {
        Jenkins.get().checkPermission(Jenkins.SYSTEM_READ);
        return new TemplatePreview();
    }

    /** Takes the page's form. */
    @POST
    public HttpResponse doConfigure(StaplerRequest2 request) throws ServletException, Descriptor.FormException {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        getConfiguration().configure(request, request.getSubmittedForm());
        return FormApply.success("..");
    }
}
