// Which measures make up which figure, in their order.

export const REQUESTS = ["new_request_count", "received_not_said_count", "received_and_carried_in_count"];
export const OUTCOMES = [
  "granted_count",
  "partly_granted_count",
  "refused_count",
  "unable_count",
  "not_processed_count",
  "other_handling_count",
  "other_2014_reply_count",
  "outcome_not_broken_down_count",
];
export const RESULTS = ["upheld_count", "corrected_count", "other_or_pending_count", "not_broken_down_count"];
export const FEES = [
  "administrative_charge_cny",
  "processing_fee_cny",
  "request_cost_recovery_cny",
  "proactive_cost_recovery_cny",
];
// What an indicator is among the measures of a place's year.
export const indicatorValue = (row, indicator) =>
  indicator === "request_count" ? (row.new_request_count ?? row.received_count) : row[indicator];

export const LEVELS = ["province", "prefecture", "county"];
