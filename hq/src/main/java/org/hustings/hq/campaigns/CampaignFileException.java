package org.hustings.hq.campaigns;

/// A campaign's file is not one. The message is for whoever wrote it.
public final class CampaignFileException extends RuntimeException {

    CampaignFileException(String message) {
        super(message);
    }

    CampaignFileException(String message, Throwable cause) {
        super(message, cause);
    }
}
