/** Moto could not be started, or ended. */
export class MotoError extends Error {
  override readonly name = 'MotoError';
}

/** How to get moto, for a line of text after what is missing. */
export const HOW_TO_GET_AWS_CLI = "pip install 'awscli==1.45.11'";
export const HOW_TO_GET_MOTO = "pip install 'moto[server]==5.2.1'";

export function motoDidNotStart(output: string): MotoError {
  return new MotoError(`moto did not start; ${HOW_TO_GET_MOTO}\n${output.trimEnd()}`);
}
