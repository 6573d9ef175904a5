/**
 * A seeded simulation: the real drivers of builder, healer and publisher over an in-memory store, log, Git host and
 * clock. One actor runs at a time; at each call to the outside a seeded scheduler picks who goes on, how long the call
 * takes, whether its answer gets lost, and who dies.
 */
package dev.sitemend.systemtests.simulation;
