package org.hustings.protocol;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/// What HQ asks of one station. Commands may expire; whatever must hold is desired state in every [LeaseAnswer] too.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "command")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Command.RevokeLease.class, name = "revokeLease"),
    @JsonSubTypes.Type(value = Command.Lock.class, name = "lock"),
    @JsonSubTypes.Type(value = Command.Unlock.class, name = "unlock"),
    @JsonSubTypes.Type(value = Command.ShowMessage.class, name = "message"),
    @JsonSubTypes.Type(value = Command.Restart.class, name = "restart"),
    @JsonSubTypes.Type(value = Command.Update.class, name = "update"),
    @JsonSubTypes.Type(value = Command.CollectDiagnostics.class, name = "collectDiagnostics"),
    @JsonSubTypes.Type(value = Command.AssignCampaign.class, name = "assignCampaign"),
    @JsonSubTypes.Type(value = Command.Listen.class, name = "listen")
})
public sealed interface Command {

    MessageId id();

    /// Takes a contact back: offered, it is withdrawn; dialing, it is cancelled; talking, it finishes.
    record RevokeLease(MessageId id, LeaseId lease) implements Command {
        public RevokeLease {
            Checks.given("id", id);
            Checks.given("lease", lease);
        }
    }

    record Lock(MessageId id) implements Command {
        public Lock {
            Checks.given("id", id);
        }
    }

    record Unlock(MessageId id) implements Command {
        public Unlock {
            Checks.given("id", id);
        }
    }

    record ShowMessage(MessageId id, String text) implements Command {
        public ShowMessage {
            Checks.given("id", id);
            Checks.atMost("text", 500, text);
        }
    }

    record Restart(MessageId id) implements Command {
        public Restart {
            Checks.given("id", id);
        }
    }

    record Update(MessageId id, String version) implements Command {
        public Update {
            Checks.given("id", id);
            Checks.given("version", version);
        }
    }

    record CollectDiagnostics(MessageId id) implements Command {
        public CollectDiagnostics {
            Checks.given("id", id);
        }
    }

    record AssignCampaign(MessageId id, CampaignId campaign) implements Command {
        public AssignCampaign {
            Checks.given("id", id);
            Checks.given("campaign", campaign);
        }
    }

    /// HQ asks to listen in the running call; allowed only while HELP is lit there.
    record Listen(MessageId id, CallId call) implements Command {
        public Listen {
            Checks.given("id", id);
            Checks.given("call", call);
        }
    }
}
