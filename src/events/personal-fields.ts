/** Fields of the catalogue that hold what is personal, or what a shopper wrote. */
export const personalFields = /^(first_name|last_name|mobile|email|recipient|share_message|review_body|error_message|field_errors)$/;
