// Compile-time declaration of a Jenkins type; see docs/decisions/0002-two-builds.md. Never in the .hpi.
package com.cloudbees.plugins.credentials;

import com.cloudbees.plugins.credentials.common.IdCredentials;
import com.cloudbees.plugins.credentials.domains.DomainRequirement;
import hudson.ExtensionPoint;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.model.Run;
import hudson.security.Permission;
import java.util.List;
import org.springframework.security.core.Authentication;

public abstract class CredentialsProvider extends Descriptor<CredentialsProvider>
        implements ExtensionPoint, Describable<CredentialsProvider> {
    public static final Permission USE_ITEM = null;

    public static <C extends IdCredentials> C findCredentialByIdInItem(
            String a0, Class<C> a1, Item a2, Authentication a3, List<DomainRequirement> a4) {
        return null;
    }

    public static <C extends IdCredentials> C findCredentialByIdInItemGroup(
            String a0, Class<C> a1, ItemGroup a2, Authentication a3, List<DomainRequirement> a4) {
        return null;
    }

    public static <C extends IdCredentials> C findCredentialById(
            String a0, Class<C> a1, Run<?, ?> a2, List<DomainRequirement> a3) {
        return null;
    }

    public static <C extends Credentials> C track(Run a0, C a1) {
        return null;
    }
}
