// Compile-time declaration of a Jenkins type; see docs/decisions/0002-two-builds.md. Never in the .hpi.
package com.cloudbees.plugins.credentials.common;

import com.cloudbees.plugins.credentials.CredentialsMatcher;
import com.cloudbees.plugins.credentials.domains.DomainRequirement;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.util.ListBoxModel;
import java.util.List;
import org.springframework.security.core.Authentication;

public abstract class AbstractIdCredentialsListBoxModel<
                T extends AbstractIdCredentialsListBoxModel<T, C>, C extends IdCredentials>
        extends ListBoxModel {
    private static final long serialVersionUID = 1L;

    public AbstractIdCredentialsListBoxModel<T, C> includeEmptyValue() {
        return null;
    }

    public AbstractIdCredentialsListBoxModel<T, C> includeCurrentValue(String a0) {
        return null;
    }

    public AbstractIdCredentialsListBoxModel<T, C> includeMatchingAs(
            Authentication a0, Item a1, Class<? extends C> a2, List<DomainRequirement> a3, CredentialsMatcher a4) {
        return null;
    }

    public AbstractIdCredentialsListBoxModel<T, C> includeMatchingAs(
            Authentication a0, ItemGroup a1, Class<? extends C> a2, List<DomainRequirement> a3, CredentialsMatcher a4) {
        return null;
    }
}
