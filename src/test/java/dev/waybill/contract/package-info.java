/** Holds the traffic of all tests to the document of the API. Read {@link dev.waybill.contract.Contract} first. */
@org.jspecify.annotations.NullMarked
package dev.waybill.contract;
