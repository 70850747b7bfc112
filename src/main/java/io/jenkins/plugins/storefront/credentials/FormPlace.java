package io.jenkins.plugins.storefront.credentials;

import com.cloudbees.plugins.credentials.CredentialsMatcher;
import com.cloudbees.plugins.credentials.CredentialsMatchers;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.common.StandardListBoxModel;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.security.ACL;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.storefront.delivery.DeliveryException;
import jenkins.model.Jenkins;

/**
 * Where a form is, Jenkins' own page or a folder's, and what the person at it may do there. Credentials of the scope
 * <i>System</i> are never offered nor found: no run could use them.
 */
public final class FormPlace {
    private final Item item;

    private FormPlace(Item item) {
        this.item = item;
    }

    /** Of the item in a request's path; null on Jenkins' own page. */
    public static FormPlace of(Item item) {
        return new FormPlace(item);
    }

    public boolean isFolder() {
        return item != null;
    }

    /** Whose connections this form shows. */
    public ItemGroup<?> group() {
        return item == null ? Jenkins.get() : item instanceof ItemGroup<?> group ? group : item.getParent();
    }

    /** Whether the person may change what the form shows. Checks of fields are silent for others. */
    public boolean mayConfigure() {
        return item == null ? Jenkins.get().hasPermission(Jenkins.ADMINISTER) : item.hasPermission(Item.CONFIGURE);
    }

    /**
     * Refuses people who may not change this form and use its credentials. A test button calls it before it does anything: it makes
     * this controller talk to an address, with a credential, that the request names.
     */
    public void checkMayTest() {
        if (item == null) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        } else {
            item.checkPermission(Item.CONFIGURE);
            item.checkPermission(CredentialsProvider.USE_ITEM);
        }
    }

    /** What a select shows: to people with the right all credentials of those kinds, to others only what is chosen already. */
    public ListBoxModel credentials(String uri, String current, CredentialsMatcher kinds) {
        StandardListBoxModel model = new StandardListBoxModel();
        boolean allowed = item == null
                ? Jenkins.get().hasPermission(Jenkins.ADMINISTER)
                : item.hasPermission(Item.EXTENDED_READ) || item.hasPermission(CredentialsProvider.USE_ITEM);
        if (!allowed) {
            model.includeCurrentValue(current);
            return model;
        }
        CredentialsMatcher matcher = CredentialsMatchers.allOf(
                kinds, CredentialsMatchers.not(CredentialsMatchers.withScope(CredentialsScope.SYSTEM)));
        model.includeEmptyValue();
        if (item == null) {
            model.includeMatchingAs(
                    ACL.SYSTEM2, Jenkins.get(), StandardCredentials.class, CredentialLookup.requirements(uri), matcher);
        } else {
            model.includeMatchingAs(
                    ACL.SYSTEM2, item, StandardCredentials.class, CredentialLookup.requirements(uri), matcher);
        }
        model.includeCurrentValue(current);
        return model;
    }

    /** Credentials for a test button; each look-up checks the person's right again. */
    public CredentialLookup lookup() {
        return this::find;
    }

    private StandardCredentials find(String id, String purpose) throws DeliveryException {
        checkMayTest();
        var requirements = CredentialLookup.requirements(purpose);
        StandardCredentials found = item == null
                ? CredentialsProvider.findCredentialByIdInItemGroup(
                        id, StandardCredentials.class, Jenkins.get(), ACL.SYSTEM2, requirements)
                : CredentialsProvider.findCredentialByIdInItem(
                        id, StandardCredentials.class, item, ACL.SYSTEM2, requirements);
        if (found == null) {
            throw new DeliveryException("there is no credential '" + id + "' here for " + purpose);
        } else if (found.getScope() == CredentialsScope.SYSTEM) {
            throw new DeliveryException(
                    "the credential '" + id + "' has the scope System, so no run may use it; give it the scope Global");
        }
        return found;
    }
}
