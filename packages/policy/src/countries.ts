/**
 * Officially assigned codes of ISO 3166-1 alpha-2: 249 of them, ISO/TC 46 N1108 (2023-04-05) as IANA's time zone
 * database carries it in `iso3166.tab`; read 2026-11. User-assigned codes such as `XK` are not among them.
 */
export const COUNTRIES: ReadonlySet<string> = new Set(
  [
    'AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ',
    'BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ',
    'CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ',
    'DE DJ DK DM DO DZ',
    'EC EE EG EH ER ES ET',
    'FI FJ FK FM FO FR',
    'GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY',
    'HK HM HN HR HT HU',
    'ID IE IL IM IN IO IQ IR IS IT',
    'JE JM JO JP',
    'KE KG KH KI KM KN KP KR KW KY KZ',
    'LA LB LC LI LK LR LS LT LU LV LY',
    'MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ',
    'NA NC NE NF NG NI NL NO NP NR NU NZ',
    'OM',
    'PA PE PF PG PH PK PL PM PN PR PS PT PW PY',
    'QA',
    'RE RO RS RU RW',
    'SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ',
    'TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ',
    'UA UG UM US UY UZ',
    'VA VC VE VG VI VN VU',
    'WF WS',
    'YE YT',
    'ZA ZM ZW',
  ].flatMap((line) => line.split(' ')),
);

// Codes that people write for a country and that ISO gives to none.
const SLIPS: Readonly<Record<string, string>> = { UK: 'GB', EL: 'GR' };

/** The code that was meant, where that is clear. */
export function correctCountry(text: string): string | undefined {
  const upper = text.trim().toUpperCase();
  return COUNTRIES.has(upper) ? upper : Object.hasOwn(SLIPS, upper) ? SLIPS[upper] : undefined;
}
