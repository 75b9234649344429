package io.flamelake.symbolize.index;

/**
 * What an index took from a layer.
 *
 * @param layer the layer
 * @param frames frames that it told
 * @param ranges ranges of frames that it told
 * @param lines ranges of lines that it told
 */
public record LayerInfo(Layer layer, int frames, int ranges, int lines) {}
