package io.flamelake.ingest.files;

import io.flamelake.ingest.profile.SeriesProfile;

/** One sample type of a profile, whose rows stay together. */
record ProfileType(SeriesProfile profile, int type) {}
