// Generated from the OpenAPI document of API v1 by `npm run client`; not to be changed by hand. Copy it beside your program
// and install openapi-fetch.
import createClient from 'openapi-fetch'

export type TableJsonAnswer = {}[]

export interface Country {
  /**
   * ISO 3166-1 alpha-2.
   */
  code: string
  alpha3: string
  numeric: string
  name: {
    sv: string
    en: string
  }
  /**
   * Part of the world (UN M49).
   */
  region: {
    code: string
    name: {
      sv: string | null
      en: string | null
    }
  } | null
  subregion: {
    code: string
    name: {
      sv: string | null
      en: string | null
    }
  } | null
  /**
   * Number of cooperations with counterparts there.
   */
  cooperations: number
  url: string
}
export interface CountryWithRegimes {
  /**
   * ISO 3166-1 alpha-2.
   */
  code: string
  alpha3: string
  numeric: string
  name: {
    sv: string
    en: string
  }
  /**
   * Part of the world (UN M49).
   */
  region: {
    code: string
    name: {
      sv: string | null
      en: string | null
    }
  } | null
  subregion: {
    code: string
    name: {
      sv: string | null
      en: string | null
    }
  } | null
  /**
   * Number of cooperations with counterparts there.
   */
  cooperations: number
  url: string
  /**
   * Years, both included, and the code of the regime type in them; CC BY-SA 4.0.
   */
  regimes: {
    from: number
    to: number
    regime: string
  }[]
}
export interface County {
  country: string
  /**
   * National code, as in `county` of the filters.
   */
  code: string
  name: {
    sv: string
    en: string
  }
  iso3166_2: string | null
}
export interface Dataset {
  id: string
  version: string
  title: {
    sv: string
    en: string
  }
  /**
   * SPDX identifier.
   */
  licence: string
  covers: {
    from: string
    to: string
  } | null
}
export interface Document {
  id: number
  source: string
  name: string
  media_type: string
  bytes: number
  /**
   * Of the bytes of the file.
   */
  sha256: string
  pages: number
  origin: 'upload' | 'web'
  /**
   * Address that it was copied from.
   */
  copied_from: string | null
  received_at: string
  /**
   * Address of the file itself.
   */
  file: string
  url: string
}
export interface DocumentWithPassages {
  id: number
  source: string
  name: string
  media_type: string
  bytes: number
  /**
   * Of the bytes of the file.
   */
  sha256: string
  pages: number
  origin: 'upload' | 'web'
  /**
   * Address that it was copied from.
   */
  copied_from: string | null
  received_at: string
  /**
   * Address of the file itself.
   */
  file: string
  url: string
  /**
   * Words of it that citations rest on.
   */
  passages: {
    page: number
    quote: string
    fact: string
    citation: string
  }[]
}
export interface DeadLink {
  source: string
  url: string
  fault: string
  /**
   * HTTP status, where the address answered at all.
   */
  status: number | null
  failing_since: string
  checked_at: string
}
export interface CodebookVersion {
  number: number
  published_at: string | null
  /**
   * Revision of the register that it came with.
   */
  revision: number | null
  note: {
    sv: string | null
    en: string | null
  }
  url: string
}
export interface CodebookVersionWithCodes {
  number: number
  published_at: string | null
  /**
   * Revision of the register that it came with.
   */
  revision: number | null
  note: {
    sv: string | null
    en: string | null
  }
  url: string
  codes: {
    scheme: string
    code: string
    label: {
      sv: string | null
      en: string | null
    }
    definition: {
      sv: string | null
      en: string | null
    }
    example: {
      sv: string | null
      en: string | null
    }
    includes: {
      sv: string | null
      en: string | null
    }
    excludes: {
      sv: string | null
      en: string | null
    }
  }[]
}
export interface CodingRound {
  id: number
  title: string
  language: 'sv' | 'en'
  scheme: string
  codebook_version: number
  units: number
  closed_at: string | null
  adjudicated_at: string | null
  /**
   * Page with the measures of agreement.
   */
  url: string
}
export interface CodingRoundWithCodes {
  id: number
  title: string
  language: 'sv' | 'en'
  scheme: string
  codebook_version: number
  units: number
  closed_at: string | null
  adjudicated_at: string | null
  /**
   * Page with the measures of agreement.
   */
  url: string
  instructions: string | null
  coded: {
    unit: number
    /**
     * The event or cooperation that was coded.
     */
    fact: string
    source: string | null
    locator: string | null
    /**
     * none: it cannot be coded; open: nobody has decided.
     */
    result: 'code' | 'none' | 'open'
    /**
     * The code that holds.
     */
    code: string | null
    codings: {
      /**
       * A number within the round.
       */
      coder: number
      /**
       * At which place the coder came to the unit.
       */
      place: number
      /**
       * null: it cannot be coded.
       */
      code: string | null
    }[]
  }[]
}
export interface Report {
  id: string
  language: 'sv' | 'en'
  title: string
  subtitle: string | null
  author: string
  date: string
  url: string
  pdf: string
  docx: string
}
export interface ReportWithFigures {
  id: string
  language: 'sv' | 'en'
  title: string
  subtitle: string | null
  author: string
  date: string
  url: string
  pdf: string
  docx: string
  /**
   * Numbers that the register gives otherwise than the report was written with.
   */
  faults: number
  figures: {
    /**
     * From 1 through the report.
     */
    index: number
    /**
     * Number of the section; empty before the first.
     */
    section: string
    /**
     * What is counted.
     */
    label: string
    /**
     * As it stands in the text.
     */
    text: string
    rule: string
    decisive: string[]
    source: string
    /**
     * Address of the rows behind it.
     */
    rows: string | null
  }[]
}
export interface OEmbed {
  type: 'rich'
  version: '1.0'
  title: string
  provider_name: string
  provider_url: string
  /**
   * Seconds that this answer may be kept.
   */
  cache_age: number
  /**
   * An iframe, without script.
   */
  html: string
  /**
   * Pixels.
   */
  width: number
  /**
   * Pixels.
   */
  height: number
}
export interface ConflictWithSubject {
  id: string
  title: {
    sv: string
    en: string
  }
  ruling: {
    sv: string
    en: string
  }
  statements: {
    says: {
      sv: string
      en: string
    }
    value: string | null
    rank: 'preferred' | 'normal' | 'deprecated'
    /**
     * Null as of a time before the source was put under guard.
     */
    source: string | null
    locator: string | null
  }[]
  /**
   * What curators hold against a ruling, each with the ruling that it is against.
   */
  dissents: {
    says: string
    language: 'sv' | 'en'
    /**
     * The organisation of the curator.
     */
    author: string
    recorded_on: string
    ruling: {
      sv: string
      en: string
    }
  }[]
  subject: {
    table: 'cooperation' | 'actor' | 'register'
    id: string | null
  }
}
export interface CooperationItem {
  id: string
  /**
   * twinning or municipal_partnership.
   */
  kind: string
  home: {
    id: string
    /**
     * municipality, region, county_board, or a foreign level; see the codebook.
     */
    kind: string
    /**
     * ISO 3166-1 alpha-2.
     */
    country: string
    /**
     * Names as far as known.
     */
    names: {
      sv: string
      en: string
      /**
       * In the local script.
       */
      local?: string
      romanised?: string
      former?: string[]
    }
    /**
     * Official codes: SCB (Sweden), GB/T 2260 (China), ISO 3166-2.
     */
    codes: {
      scb?: string
      gbt2260?: string
      iso3166_2?: string
    }
  }
  counterpart: {
    id: string
    /**
     * municipality, region, county_board, or a foreign level; see the codebook.
     */
    kind: string
    /**
     * ISO 3166-1 alpha-2.
     */
    country: string
    /**
     * Names as far as known.
     */
    names: {
      sv: string
      en: string
      /**
       * In the local script.
       */
      local?: string
      romanised?: string
      former?: string[]
    }
    /**
     * Official codes: SCB (Sweden), GB/T 2260 (China), ISO 3166-2.
     */
    codes: {
      scb?: string
      gbt2260?: string
      iso3166_2?: string
    }
  }
  /**
   * Official designation in the original language.
   */
  designation: string | null
  established: {
    /**
     * As the source gives it, in EDTF (ISO 8601-2).
     */
    edtf: string
    /**
     * First day that it can mean; null if unbounded.
     */
    earliest: string | null
    /**
     * Last day that it can mean; null if unbounded.
     */
    latest: string | null
  } | null
  ended: {
    /**
     * As the source gives it, in EDTF (ISO 8601-2).
     */
    edtf: string
    /**
     * First day that it can mean; null if unbounded.
     */
    earliest: string | null
    /**
     * Last day that it can mean; null if unbounded.
     */
    latest: string | null
  } | null
  /**
   * Folded from the events; latest known, or as of `on`.
   */
  status: ('active' | 'dormant' | 'paused' | 'partly_ended' | 'ended') | null
  /**
   * When that status began, EDTF.
   */
  status_since: string | null
  ended_by: ('home' | 'counterpart' | 'mutual' | 'unknown') | null
  reasons: {
    code: string
    stance: 'decision_maker' | 'opposition'
  }[]
  /**
   * disputed: sources disagree whether it exists at all; counted only in the upper bound.
   */
  standing: 'asserted' | 'disputed'
  /**
   * Sources disagree on some point of it, its existence or another.
   */
  disputed: boolean
  /**
   * Number of citations that its facts rest on.
   */
  citations: number
  /**
   * Permanent address of its page.
   */
  url: string
}
export interface Cooperation {
  id: string
  /**
   * twinning or municipal_partnership.
   */
  kind: string
  home: {
    id: string
    /**
     * municipality, region, county_board, or a foreign level; see the codebook.
     */
    kind: string
    /**
     * ISO 3166-1 alpha-2.
     */
    country: string
    /**
     * Names as far as known.
     */
    names: {
      sv: string
      en: string
      /**
       * In the local script.
       */
      local?: string
      romanised?: string
      former?: string[]
    }
    /**
     * Official codes: SCB (Sweden), GB/T 2260 (China), ISO 3166-2.
     */
    codes: {
      scb?: string
      gbt2260?: string
      iso3166_2?: string
    }
  }
  counterpart: {
    id: string
    /**
     * municipality, region, county_board, or a foreign level; see the codebook.
     */
    kind: string
    /**
     * ISO 3166-1 alpha-2.
     */
    country: string
    /**
     * Names as far as known.
     */
    names: {
      sv: string
      en: string
      /**
       * In the local script.
       */
      local?: string
      romanised?: string
      former?: string[]
    }
    /**
     * Official codes: SCB (Sweden), GB/T 2260 (China), ISO 3166-2.
     */
    codes: {
      scb?: string
      gbt2260?: string
      iso3166_2?: string
    }
  }
  /**
   * Official designation in the original language.
   */
  designation: string | null
  established: {
    /**
     * As the source gives it, in EDTF (ISO 8601-2).
     */
    edtf: string
    /**
     * First day that it can mean; null if unbounded.
     */
    earliest: string | null
    /**
     * Last day that it can mean; null if unbounded.
     */
    latest: string | null
  } | null
  ended: {
    /**
     * As the source gives it, in EDTF (ISO 8601-2).
     */
    edtf: string
    /**
     * First day that it can mean; null if unbounded.
     */
    earliest: string | null
    /**
     * Last day that it can mean; null if unbounded.
     */
    latest: string | null
  } | null
  /**
   * Folded from the events; latest known, or as of `on`.
   */
  status: ('active' | 'dormant' | 'paused' | 'partly_ended' | 'ended') | null
  /**
   * When that status began, EDTF.
   */
  status_since: string | null
  ended_by: ('home' | 'counterpart' | 'mutual' | 'unknown') | null
  reasons: {
    code: string
    stance: 'decision_maker' | 'opposition'
  }[]
  /**
   * disputed: sources disagree whether it exists at all; counted only in the upper bound.
   */
  standing: 'asserted' | 'disputed'
  /**
   * Sources disagree on some point of it, its existence or another.
   */
  disputed: boolean
  /**
   * Permanent address of its page.
   */
  url: string
  note: {
    sv: string | null
    en: string | null
  }
  agreements: {
    id: string
    layer: string
    designation: string | null
    signed: {
      /**
       * As the source gives it, in EDTF (ISO 8601-2).
       */
      edtf: string
      /**
       * First day that it can mean; null if unbounded.
       */
      earliest: string | null
      /**
       * Last day that it can mean; null if unbounded.
       */
      latest: string | null
    } | null
    term: string
    renewal_months: number | null
    notice_months: number | null
    parent: string | null
    note: {
      sv: string | null
      en: string | null
    }
    citations: {
      source: string
      locator: string | null
      stance: 'supports' | 'contradicts'
    }[]
  }[]
  events: {
    id: string
    kind: string
    date: {
      /**
       * As the source gives it, in EDTF (ISO 8601-2).
       */
      edtf: string
      /**
       * First day that it can mean; null if unbounded.
       */
      earliest: string | null
      /**
       * Last day that it can mean; null if unbounded.
       */
      latest: string | null
    } | null
    /**
     * Set when the event touches only that agreement.
     */
    agreement: string | null
    initiator: string
    formality: string
    rank: 'preferred' | 'normal' | 'deprecated'
    body: {
      sv: string | null
      en: string | null
    }
    diary_number: string | null
    note: {
      sv: string | null
      en: string | null
    }
    reasons: {
      code: string
      stance: 'decision_maker' | 'opposition'
      stated_by: {
        sv: string | null
        en: string | null
      }
      citations: {
        source: string
        locator: string | null
        stance: 'supports' | 'contradicts'
      }[]
    }[]
    citations: {
      source: string
      locator: string | null
      stance: 'supports' | 'contradicts'
    }[]
  }[]
  conflicts: {
    id: string
    title: {
      sv: string
      en: string
    }
    ruling: {
      sv: string
      en: string
    }
    statements: {
      says: {
        sv: string
        en: string
      }
      value: string | null
      rank: 'preferred' | 'normal' | 'deprecated'
      /**
       * Null as of a time before the source was put under guard.
       */
      source: string | null
      locator: string | null
    }[]
    /**
     * What curators hold against a ruling, each with the ruling that it is against.
     */
    dissents: {
      says: string
      language: 'sv' | 'en'
      /**
       * The organisation of the curator.
       */
      author: string
      recorded_on: string
      ruling: {
        sv: string
        en: string
      }
    }[]
  }[]
  /**
   * Citations of the cooperation itself; its facts carry their own.
   */
  citations: {
    source: string
    locator: string | null
    stance: 'supports' | 'contradicts'
  }[]
}
export interface Event {
  id: string
  kind: string
  date: {
    /**
     * As the source gives it, in EDTF (ISO 8601-2).
     */
    edtf: string
    /**
     * First day that it can mean; null if unbounded.
     */
    earliest: string | null
    /**
     * Last day that it can mean; null if unbounded.
     */
    latest: string | null
  } | null
  /**
   * Set when the event touches only that agreement.
   */
  agreement: string | null
  initiator: string
  formality: string
  rank: 'preferred' | 'normal' | 'deprecated'
  body: {
    sv: string | null
    en: string | null
  }
  diary_number: string | null
  note: {
    sv: string | null
    en: string | null
  }
  reasons: {
    code: string
    stance: 'decision_maker' | 'opposition'
    stated_by: {
      sv: string | null
      en: string | null
    }
    citations: {
      source: string
      locator: string | null
      stance: 'supports' | 'contradicts'
    }[]
  }[]
  citations: {
    source: string
    locator: string | null
    stance: 'supports' | 'contradicts'
  }[]
}
export interface Agreement {
  id: string
  layer: string
  designation: string | null
  signed: {
    /**
     * As the source gives it, in EDTF (ISO 8601-2).
     */
    edtf: string
    /**
     * First day that it can mean; null if unbounded.
     */
    earliest: string | null
    /**
     * Last day that it can mean; null if unbounded.
     */
    latest: string | null
  } | null
  term: string
  renewal_months: number | null
  notice_months: number | null
  parent: string | null
  note: {
    sv: string | null
    en: string | null
  }
  citations: {
    source: string
    locator: string | null
    stance: 'supports' | 'contradicts'
  }[]
}
export interface Conflict {
  id: string
  title: {
    sv: string
    en: string
  }
  ruling: {
    sv: string
    en: string
  }
  statements: {
    says: {
      sv: string
      en: string
    }
    value: string | null
    rank: 'preferred' | 'normal' | 'deprecated'
    /**
     * Null as of a time before the source was put under guard.
     */
    source: string | null
    locator: string | null
  }[]
  /**
   * What curators hold against a ruling, each with the ruling that it is against.
   */
  dissents: {
    says: string
    language: 'sv' | 'en'
    /**
     * The organisation of the curator.
     */
    author: string
    recorded_on: string
    ruling: {
      sv: string
      en: string
    }
  }[]
}
export interface Actor {
  id: string
  /**
   * municipality, region, county_board, or a foreign level; see the codebook.
   */
  kind: string
  /**
   * ISO 3166-1 alpha-2.
   */
  country: string
  /**
   * Names as far as known.
   */
  names: {
    sv: string
    en: string
    /**
     * In the local script.
     */
    local?: string
    romanised?: string
    former?: string[]
  }
  /**
   * Official codes: SCB (Sweden), GB/T 2260 (China), ISO 3166-2.
   */
  codes: {
    scb?: string
    gbt2260?: string
    iso3166_2?: string
  }
  parent: string | null
  /**
   * National code of the county, for home actors.
   */
  county: string | null
  coordinates: {
    lat: number
    lon: number
  } | null
  /**
   * Number of cooperations that it is a party to.
   */
  cooperations: number
  url: string
}
export interface ActorWithNames {
  id: string
  /**
   * municipality, region, county_board, or a foreign level; see the codebook.
   */
  kind: string
  /**
   * ISO 3166-1 alpha-2.
   */
  country: string
  /**
   * Names as far as known.
   */
  names: {
    sv: string
    en: string
    /**
     * In the local script.
     */
    local?: string
    romanised?: string
    former?: string[]
  }
  /**
   * Official codes: SCB (Sweden), GB/T 2260 (China), ISO 3166-2.
   */
  codes: {
    scb?: string
    gbt2260?: string
    iso3166_2?: string
  }
  parent: string | null
  /**
   * National code of the county, for home actors.
   */
  county: string | null
  coordinates: {
    lat: number
    lon: number
  } | null
  /**
   * Number of cooperations that it is a party to.
   */
  cooperations: number
  url: string
  /**
   * Names beyond those in `names`.
   */
  other_names: {
    name: string
    language: string | null
    /**
     * former, misprint, …; see the codebook.
     */
    type: string
    note: {
      sv: string | null
      en: string | null
    }
  }[]
  conflicts: {
    id: string
    title: {
      sv: string
      en: string
    }
    ruling: {
      sv: string
      en: string
    }
    statements: {
      says: {
        sv: string
        en: string
      }
      value: string | null
      rank: 'preferred' | 'normal' | 'deprecated'
      /**
       * Null as of a time before the source was put under guard.
       */
      source: string | null
      locator: string | null
    }[]
    /**
     * What curators hold against a ruling, each with the ruling that it is against.
     */
    dissents: {
      says: string
      language: 'sv' | 'en'
      /**
       * The organisation of the curator.
       */
      author: string
      recorded_on: string
      ruling: {
        sv: string
        en: string
      }
    }[]
  }[]
}
export interface Source {
  id: string
  kind: string
  visibility: 'public' | 'members' | 'sealed'
  author: string | null
  publisher: string | null
  title: string | null
  container: string | null
  date: string | null
  diary_number: string | null
  url: string | null
  accessed: string | null
  language: string | null
  citations: number
}
export interface SourceWithFacts {
  id: string
  kind: string
  visibility: 'public' | 'members' | 'sealed'
  author: string | null
  publisher: string | null
  title: string | null
  container: string | null
  date: string | null
  diary_number: string | null
  url: string | null
  accessed: string | null
  language: string | null
  citations: number
  supports: {
    fact_table: string
    fact_id: string
    locator: string | null
    stance: 'supports' | 'contradicts'
  }[]
}
export interface Code {
  scheme: string
  code: string
  label: {
    sv: string
    en: string
  }
  definition: {
    sv: string
    en: string
  }
}
export interface Claim {
  id: string
  source: string
  theme: string
  locator: string
  claim: {
    sv: string
    en: string
  }
  stated: number | null
  comparison: ('equals' | 'more_than' | 'less_than' | 'about') | null
  unit: string
  measure: string | null
  parameters: string | null
  /**
   * What the register gives under `rule`.
   */
  computed: number | null
  band: {
    min: number
    best: number
    max: number
  } | null
  rule: string | null
  verdict: 'reproduces' | 'reading' | 'differs' | 'not-computable'
  readings: {
    rule: string
    value: number | null
    holds: boolean
  }[]
  /**
   * For a claim that differs: the rules with the fewest changes under which it would hold.
   */
  would_hold_under: string[]
  /**
   * Points on which a ruling went against what stands at its place.
   */
  conflicts: string[]
  not_computable: {
    sv: string | null
    en: string | null
  }
}
export interface Statistics {
  measure:
    | 'in-force'
    | 'started'
    | 'ended'
    | 'paused'
    | 'ended-or-paused'
    | 'net-change'
    | 'home-actors'
    | 'counterparts'
    | 'duration'
  by:
    | (
        | 'kind'
        | 'home_kind'
        | 'county'
        | 'counterpart_country'
        | 'province'
        | 'level'
        | 'region'
        | 'regime'
        | 'reason'
        | 'initiator'
        | 'formality'
      )
    | null
  rule: string
  rule_version: number
  unit: string
  years: {
    from: number
    to: number
  }
  covers: {
    from: string
    to: string
  } | null
  /**
   * Of a stock at the end of the last year; of all else in the years together.
   */
  figure: {
    min: number | null
    best: number
    max: number | null
  } | null
  points: {
    year: number
    min: number | null
    /**
     * null where the data cover nothing
     */
    best: number | null
    max: number | null
  }[]
  parts: {
    value: string
    label: {
      sv: string
      en: string
    }
    figure: {
      min: number | null
      best: number
      max: number | null
    } | null
    points: {
      year: number
      min: number | null
      /**
       * null where the data cover nothing
       */
      best: number | null
      max: number | null
    }[]
  }[]
  /**
   * Cooperations that alone could change the figure, and by how much. At most 500.
   */
  decisive: {
    cooperation: string
    by: number
  }[]
}
export interface Survival {
  by: ('kind' | 'home_kind' | 'county' | 'counterpart_country' | 'province' | 'level' | 'region' | 'regime') | null
  rule: string
  covers: {
    from: string
    to: string
  } | null
  confidence: number
  curves: {
    value: string | null
    label: {
      sv: string
      en: string
    } | null
    rows: number
    ended: number
    left_out: number
    median: {
      years: number | null
      low: number | null
      high: number | null
    }
    steps: {
      /**
       * Years since the beginning.
       */
      time: number
      at_risk: number
      ended: number
      censored: number
      survival: number
      low: number
      high: number
    }[]
    /**
     * How far uncertain dates may move the curve.
     */
    doubt: {
      time: number
      low: number
      high: number
    }[]
  }[]
  hazard_by_age: {
    at_risk: number
    ended: number
    share: number | null
    low: number
    high: number
    is_small: boolean
    from: number
    to: number
  }[]
  hazard_by_year: {
    at_risk: number
    ended: number
    share: number | null
    low: number
    high: number
    is_small: boolean
    year: number
  }[]
}
export interface CountingRule {
  id: string
  version: number
  unit: string
  reading: string
  dormant: string
  paused: string
  partly_ended: string
  lapsed: string
  not_renewed: string
  unknown_end: string
  disputed: string
}
export interface ContextEvent {
  id: string
  date: {
    /**
     * As the source gives it, in EDTF (ISO 8601-2).
     */
    edtf: string
    /**
     * First day that it can mean; null if unbounded.
     */
    earliest: string | null
    /**
     * Last day that it can mean; null if unbounded.
     */
    latest: string | null
  } | null
  /**
   * What happened; at most 28 characters, to stand in a chart.
   */
  title: {
    sv: string
    en: string
  }
  note: {
    sv: string | null
    en: string | null
  }
  /**
   * The source that it is told from; the first of `citations`. Null as of a time before the source was put under guard.
   */
  source: string | null
  locator: string | null
  citations: {
    source: string
    locator: string | null
    stance: 'supports' | 'contradicts'
  }[]
}
export interface Changeset {
  /**
   * Number of the changeset, and of the revision of the register that it made.
   */
  revision: number
  recorded_at: string
  /**
   * import, …
   */
  kind: string
  dataset: string | null
  author: string
  message: {
    sv: string
    en: string
  }
  added: number
  changed: number
  withdrawn: number
  /**
   * Page of the changeset, with what it changed.
   */
  url: string
}
export interface Change {
  fact_kind:
    | 'dataset'
    | 'cooperation'
    | 'agreement'
    | 'event'
    | 'reason'
    | 'actor'
    | 'actor_name'
    | 'actor_redirect'
    | 'conflict'
    | 'statement'
    | 'dissent'
    | 'context_event'
    | 'claim'
    | 'source'
    | 'citation'
  fact_id: string
  /**
   * Cooperation or actor that the fact is about, or the fact itself.
   */
  subject: string
  did: 'added' | 'changed' | 'withdrawn'
  /**
   * Columns as in the data packages.
   */
  before: {
    [k: string]: string | number | null
  } | null
  /**
   * Columns as in the data packages.
   */
  after: {
    [k: string]: string | number | null
  } | null
}
export interface Comparison {
  from: {
    revision: number
    day: string | null
  }
  to: {
    revision: number
    day: string | null
  }
  /**
   * Changes that were asked for; on the first page. What is or was under seal is left out.
   */
  total: number | null
  /**
   * On the first page.
   */
  counts:
    | {
        fact_kind:
          | 'dataset'
          | 'cooperation'
          | 'agreement'
          | 'event'
          | 'reason'
          | 'actor'
          | 'actor_name'
          | 'actor_redirect'
          | 'conflict'
          | 'statement'
          | 'dissent'
          | 'context_event'
          | 'claim'
          | 'source'
          | 'citation'
        added: number
        changed: number
        withdrawn: number
      }[]
    | null
  items: {
    fact_kind:
      | 'dataset'
      | 'cooperation'
      | 'agreement'
      | 'event'
      | 'reason'
      | 'actor'
      | 'actor_name'
      | 'actor_redirect'
      | 'conflict'
      | 'statement'
      | 'dissent'
      | 'context_event'
      | 'claim'
      | 'source'
      | 'citation'
    fact_id: string
    /**
     * Cooperation or actor that the fact is about, or the fact itself.
     */
    subject: string
    did: 'added' | 'changed' | 'withdrawn'
    /**
     * Columns as in the data packages.
     */
    before: {
      [k: string]: string | number | null
    } | null
    /**
     * Columns as in the data packages.
     */
    after: {
      [k: string]: string | number | null
    } | null
  }[]
  /**
   * Address of the next page.
   */
  next: string | null
}
export interface Series {
  rule: string
  rule_version: number
  unit: string
  reading: string
  covers: {
    from: string
    to: string
  } | null
  points: {
    year: number
    min: number
    best: number
    max: number
  }[]
}
export interface Problem {
  type: string
  title: string
  status: number
  detail: string
  instance: string
  code?: string
  /**
   * The parameter at fault.
   */
  parameter?: string
  errors?: {
    parameter: string
    detail: string
  }[]
}
export interface CooperationsQuery {
  /**
   * Free text: names in any language or script, also former and misspelt, designations, notes, diary numbers. Every word must be found.
   */
  q?: string
  /**
   * Kind of the home actor: municipality, region, county_board.
   */
  home_kind?: string
  /**
   * Id of the home actor.
   */
  home_actor?: string
  /**
   * National code of the home actor’s county (SCB, two digits).
   */
  county?: string
  /**
   * ISO 3166-1 alpha-2 code of the counterpart’s country.
   */
  counterpart_country?: string
  /**
   * Id of the counterpart’s province.
   */
  province?: string
  /**
   * Id of the counterpart; places that lie in it count too.
   */
  counterpart?: string
  /**
   * twinning or municipal_partnership.
   */
  kind?: string
  /**
   * Status on the day `on`, or latest known.
   */
  status?: 'active' | 'dormant' | 'paused' | 'partly_ended' | 'ended'
  /**
   * When it began. A year or a range of years: 2016, 2016..2019, 2016.., ..2019.
   */
  started?: string
  /**
   * When it ended. A year or a range of years: 2016, 2016..2019, 2016.., ..2019.
   */
  ended?: string
  /**
   * Code of a reason given for some event of it.
   */
  reason?: string
  /**
   * Kind of the counterpart.
   */
  level?: string
  /**
   * Part of the world that the counterpart lies in: UN M49 code (150 is Europe).
   */
  region?: string
  /**
   * Type of regime of the counterpart’s country in the last year of the figure, or of the data.
   */
  regime?: string
  /**
   * Year whose types of regime are meant by `regime`.
   */
  regime_year?: number
  /**
   * Who ended it: home, counterpart, mutual, unknown.
   */
  initiator?: string
  /**
   * How formally it ended: formal_decision, lapse, informal, unknown.
   */
  formality?: string
  /**
   * Id of a cooperation: just these.
   */
  id?: string
  /**
   * Statuses as of this day; what had not begun is left out.
   */
  on?: string
  /**
   * In force, certainly or possibly, at the end of this year under the rule nkk-2022.
   */
  in_force?: number
  /**
   * Rows that stand, certainly or possibly, behind this figure of the `years` under the `rule`.
   */
  measure?:
    | 'in-force'
    | 'started'
    | 'ended'
    | 'paused'
    | 'ended-or-paused'
    | 'net-change'
    | 'home-actors'
    | 'counterparts'
    | 'duration'
  /**
   * Years of the measure. A year or a range of years: 2016, 2016..2019, 2016.., ..2019.
   */
  years?: string
  /**
   * Counting rule of the measure; as for /statistics.
   */
  rule?: string
  /**
   * One of home, counterpart, province, kind, status, started, ended; with a minus sign before it, descending.
   */
  sort?: string
  /**
   * Items a page.
   */
  limit?: number
  /**
   * Id of the last item of the page before; `next` holds the whole address.
   */
  after?: string
  /**
   * What the register knew then: a revision (3), or a day (2026-11-24), which means the last revision recorded by its end (UTC). Labels are those of today; free text (`q`) cannot be asked of the past.
   */
  as_of?: string
}
export interface CooperationsAnswer {
  total: number
  items: CooperationItem[]
  /**
   * Address of the next page.
   */
  next: string | null
}
export interface CooperationsCsvQuery {
  /**
   * Free text: names in any language or script, also former and misspelt, designations, notes, diary numbers. Every word must be found.
   */
  q?: string
  /**
   * Kind of the home actor: municipality, region, county_board.
   */
  home_kind?: string
  /**
   * Id of the home actor.
   */
  home_actor?: string
  /**
   * National code of the home actor’s county (SCB, two digits).
   */
  county?: string
  /**
   * ISO 3166-1 alpha-2 code of the counterpart’s country.
   */
  counterpart_country?: string
  /**
   * Id of the counterpart’s province.
   */
  province?: string
  /**
   * Id of the counterpart; places that lie in it count too.
   */
  counterpart?: string
  /**
   * twinning or municipal_partnership.
   */
  kind?: string
  /**
   * Status on the day `on`, or latest known.
   */
  status?: 'active' | 'dormant' | 'paused' | 'partly_ended' | 'ended'
  /**
   * When it began. A year or a range of years: 2016, 2016..2019, 2016.., ..2019.
   */
  started?: string
  /**
   * When it ended. A year or a range of years: 2016, 2016..2019, 2016.., ..2019.
   */
  ended?: string
  /**
   * Code of a reason given for some event of it.
   */
  reason?: string
  /**
   * Kind of the counterpart.
   */
  level?: string
  /**
   * Part of the world that the counterpart lies in: UN M49 code (150 is Europe).
   */
  region?: string
  /**
   * Type of regime of the counterpart’s country in the last year of the figure, or of the data.
   */
  regime?: string
  /**
   * Year whose types of regime are meant by `regime`.
   */
  regime_year?: number
  /**
   * Who ended it: home, counterpart, mutual, unknown.
   */
  initiator?: string
  /**
   * How formally it ended: formal_decision, lapse, informal, unknown.
   */
  formality?: string
  /**
   * Id of a cooperation: just these.
   */
  id?: string
  /**
   * Statuses as of this day; what had not begun is left out.
   */
  on?: string
  /**
   * In force, certainly or possibly, at the end of this year under the rule nkk-2022.
   */
  in_force?: number
  /**
   * Rows that stand, certainly or possibly, behind this figure of the `years` under the `rule`.
   */
  measure?:
    | 'in-force'
    | 'started'
    | 'ended'
    | 'paused'
    | 'ended-or-paused'
    | 'net-change'
    | 'home-actors'
    | 'counterparts'
    | 'duration'
  /**
   * Years of the measure. A year or a range of years: 2016, 2016..2019, 2016.., ..2019.
   */
  years?: string
  /**
   * Counting rule of the measure; as for /statistics.
   */
  rule?: string
  /**
   * One of home, counterpart, province, kind, status, started, ended; with a minus sign before it, descending.
   */
  sort?: string
  /**
   * What the register knew then: a revision (3), or a day (2026-11-24), which means the last revision recorded by its end (UTC). Labels are those of today; free text (`q`) cannot be asked of the past.
   */
  as_of?: string
}
export interface CooperationsXlsxQuery {
  /**
   * Free text: names in any language or script, also former and misspelt, designations, notes, diary numbers. Every word must be found.
   */
  q?: string
  /**
   * Kind of the home actor: municipality, region, county_board.
   */
  home_kind?: string
  /**
   * Id of the home actor.
   */
  home_actor?: string
  /**
   * National code of the home actor’s county (SCB, two digits).
   */
  county?: string
  /**
   * ISO 3166-1 alpha-2 code of the counterpart’s country.
   */
  counterpart_country?: string
  /**
   * Id of the counterpart’s province.
   */
  province?: string
  /**
   * Id of the counterpart; places that lie in it count too.
   */
  counterpart?: string
  /**
   * twinning or municipal_partnership.
   */
  kind?: string
  /**
   * Status on the day `on`, or latest known.
   */
  status?: 'active' | 'dormant' | 'paused' | 'partly_ended' | 'ended'
  /**
   * When it began. A year or a range of years: 2016, 2016..2019, 2016.., ..2019.
   */
  started?: string
  /**
   * When it ended. A year or a range of years: 2016, 2016..2019, 2016.., ..2019.
   */
  ended?: string
  /**
   * Code of a reason given for some event of it.
   */
  reason?: string
  /**
   * Kind of the counterpart.
   */
  level?: string
  /**
   * Part of the world that the counterpart lies in: UN M49 code (150 is Europe).
   */
  region?: string
  /**
   * Type of regime of the counterpart’s country in the last year of the figure, or of the data.
   */
  regime?: string
  /**
   * Year whose types of regime are meant by `regime`.
   */
  regime_year?: number
  /**
   * Who ended it: home, counterpart, mutual, unknown.
   */
  initiator?: string
  /**
   * How formally it ended: formal_decision, lapse, informal, unknown.
   */
  formality?: string
  /**
   * Id of a cooperation: just these.
   */
  id?: string
  /**
   * Statuses as of this day; what had not begun is left out.
   */
  on?: string
  /**
   * In force, certainly or possibly, at the end of this year under the rule nkk-2022.
   */
  in_force?: number
  /**
   * Rows that stand, certainly or possibly, behind this figure of the `years` under the `rule`.
   */
  measure?:
    | 'in-force'
    | 'started'
    | 'ended'
    | 'paused'
    | 'ended-or-paused'
    | 'net-change'
    | 'home-actors'
    | 'counterparts'
    | 'duration'
  /**
   * Years of the measure. A year or a range of years: 2016, 2016..2019, 2016.., ..2019.
   */
  years?: string
  /**
   * Counting rule of the measure; as for /statistics.
   */
  rule?: string
  /**
   * One of home, counterpart, province, kind, status, started, ended; with a minus sign before it, descending.
   */
  sort?: string
  /**
   * What the register knew then: a revision (3), or a day (2026-11-24), which means the last revision recorded by its end (UTC). Labels are those of today; free text (`q`) cannot be asked of the past.
   */
  as_of?: string
}
export interface CooperationsIdQuery {
  /**
   * What the register knew then: a revision (3), or a day (2026-11-24), which means the last revision recorded by its end (UTC). Labels are those of today; free text (`q`) cannot be asked of the past.
   */
  as_of?: string
}
export interface CooperationsIdPath {
  /**
   * Identifier.
   */
  id: string
}
export interface ActorsQuery {
  /**
   * Kind of actor.
   */
  kind?: string
  /**
   * ISO 3166-1 alpha-2 code.
   */
  country?: string
  /**
   * Part of a name.
   */
  q?: string
  /**
   * Items a page.
   */
  limit?: number
  /**
   * Id of the last item of the page before; `next` holds the whole address.
   */
  after?: string
  /**
   * What the register knew then: a revision (3), or a day (2026-11-24), which means the last revision recorded by its end (UTC). Labels are those of today; free text (`q`) cannot be asked of the past.
   */
  as_of?: string
}
export interface ActorsAnswer {
  total: number
  items: Actor[]
  /**
   * Address of the next page.
   */
  next: string | null
}
export interface ActorsCsvQuery {
  /**
   * Kind of actor.
   */
  kind?: string
  /**
   * ISO 3166-1 alpha-2 code.
   */
  country?: string
  /**
   * Part of a name.
   */
  q?: string
  /**
   * What the register knew then: a revision (3), or a day (2026-11-24), which means the last revision recorded by its end (UTC). Labels are those of today; free text (`q`) cannot be asked of the past.
   */
  as_of?: string
}
export interface ActorsIdQuery {
  /**
   * What the register knew then: a revision (3), or a day (2026-11-24), which means the last revision recorded by its end (UTC). Labels are those of today; free text (`q`) cannot be asked of the past.
   */
  as_of?: string
}
export interface ActorsIdPath {
  /**
   * Identifier.
   */
  id: string
}
export interface SourcesQuery {
  /**
   * Items a page.
   */
  limit?: number
  /**
   * Id of the last item of the page before; `next` holds the whole address.
   */
  after?: string
  /**
   * What the register knew then: a revision (3), or a day (2026-11-24), which means the last revision recorded by its end (UTC). Labels are those of today; free text (`q`) cannot be asked of the past.
   */
  as_of?: string
}
export interface SourcesAnswer {
  total: number
  items: Source[]
  /**
   * Address of the next page.
   */
  next: string | null
}
export interface SourcesCsvQuery {
  /**
   * What the register knew then: a revision (3), or a day (2026-11-24), which means the last revision recorded by its end (UTC). Labels are those of today; free text (`q`) cannot be asked of the past.
   */
  as_of?: string
}
export interface SourcesIdQuery {
  /**
   * What the register knew then: a revision (3), or a day (2026-11-24), which means the last revision recorded by its end (UTC). Labels are those of today; free text (`q`) cannot be asked of the past.
   */
  as_of?: string
}
export interface SourcesIdPath {
  /**
   * Identifier.
   */
  id: string
}
export interface CodebookAnswer {
  total: number
  items: Code[]
  /**
   * Address of the next page.
   */
  next: string | null
}
export interface ClaimsQuery {
  /**
   * One of reproduces, reading, differs, not-computable.
   */
  verdict?: 'reproduces' | 'reading' | 'differs' | 'not-computable'
  /**
   * What the register knew then: a revision (3), or a day (2026-11-24), which means the last revision recorded by its end (UTC). Labels are those of today; free text (`q`) cannot be asked of the past.
   */
  as_of?: string
}
export interface ClaimsAnswer {
  total: number
  items: Claim[]
  /**
   * Address of the next page.
   */
  next: string | null
}
export interface ClaimsCsvQuery {
  /**
   * One of reproduces, reading, differs, not-computable.
   */
  verdict?: 'reproduces' | 'reading' | 'differs' | 'not-computable'
  /**
   * What the register knew then: a revision (3), or a day (2026-11-24), which means the last revision recorded by its end (UTC). Labels are those of today; free text (`q`) cannot be asked of the past.
   */
  as_of?: string
}
export interface StatisticsQuery {
  /**
   * What is counted.
   */
  measure?:
    | 'in-force'
    | 'started'
    | 'ended'
    | 'paused'
    | 'ended-or-paused'
    | 'net-change'
    | 'home-actors'
    | 'counterparts'
    | 'duration'
  /**
   * What the figures are split by.
   */
  by?:
    | 'kind'
    | 'home_kind'
    | 'county'
    | 'counterpart_country'
    | 'province'
    | 'level'
    | 'region'
    | 'regime'
    | 'reason'
    | 'initiator'
    | 'formality'
  /**
   * A year or a range of years: 2016, 2016..2019, 2016.., ..2019. Without it, all that the data cover.
   */
  years?: string
  /**
   * Counting rule: nkk-2022, nkk-2022-undated-stays, nkk-2022-undated-gone, nkk-2022-any-time, nkk-2022-text, nkk-2022-without-paused, nkk-2022-active-only, nkk-2022-bodies, skr-2018. Parts may be changed: nkk-2022~unit:pair~paused:out.
   */
  rule?: string
  /**
   * Free text: names in any language or script, also former and misspelt, designations, notes, diary numbers. Every word must be found.
   */
  q?: string
  /**
   * Kind of the home actor: municipality, region, county_board.
   */
  home_kind?: string
  /**
   * Id of the home actor.
   */
  home_actor?: string
  /**
   * National code of the home actor’s county (SCB, two digits).
   */
  county?: string
  /**
   * ISO 3166-1 alpha-2 code of the counterpart’s country.
   */
  counterpart_country?: string
  /**
   * Id of the counterpart’s province.
   */
  province?: string
  /**
   * Id of the counterpart; places that lie in it count too.
   */
  counterpart?: string
  /**
   * twinning or municipal_partnership.
   */
  kind?: string
  /**
   * Status on the day `on`, or latest known.
   */
  status?: 'active' | 'dormant' | 'paused' | 'partly_ended' | 'ended'
  /**
   * When it began. A year or a range of years: 2016, 2016..2019, 2016.., ..2019.
   */
  started?: string
  /**
   * When it ended. A year or a range of years: 2016, 2016..2019, 2016.., ..2019.
   */
  ended?: string
  /**
   * Code of a reason given for some event of it.
   */
  reason?: string
  /**
   * Kind of the counterpart.
   */
  level?: string
  /**
   * Part of the world that the counterpart lies in: UN M49 code (150 is Europe).
   */
  region?: string
  /**
   * Type of regime of the counterpart’s country in the last year of the figure, or of the data.
   */
  regime?: string
  /**
   * Year whose types of regime are meant by `regime`.
   */
  regime_year?: number
  /**
   * Who ended it: home, counterpart, mutual, unknown.
   */
  initiator?: string
  /**
   * How formally it ended: formal_decision, lapse, informal, unknown.
   */
  formality?: string
  /**
   * Id of a cooperation: just these.
   */
  id?: string
  /**
   * The day that `status` is asked for.
   */
  on?: string
  /**
   * What the register knew then: a revision (3), or a day (2026-11-24), which means the last revision recorded by its end (UTC). Labels are those of today; free text (`q`) cannot be asked of the past.
   */
  as_of?: string
}
export interface StatisticsCsvQuery {
  /**
   * What is counted.
   */
  measure?:
    | 'in-force'
    | 'started'
    | 'ended'
    | 'paused'
    | 'ended-or-paused'
    | 'net-change'
    | 'home-actors'
    | 'counterparts'
    | 'duration'
  /**
   * What the figures are split by.
   */
  by?:
    | 'kind'
    | 'home_kind'
    | 'county'
    | 'counterpart_country'
    | 'province'
    | 'level'
    | 'region'
    | 'regime'
    | 'reason'
    | 'initiator'
    | 'formality'
  /**
   * A year or a range of years: 2016, 2016..2019, 2016.., ..2019. Without it, all that the data cover.
   */
  years?: string
  /**
   * Counting rule: nkk-2022, nkk-2022-undated-stays, nkk-2022-undated-gone, nkk-2022-any-time, nkk-2022-text, nkk-2022-without-paused, nkk-2022-active-only, nkk-2022-bodies, skr-2018. Parts may be changed: nkk-2022~unit:pair~paused:out.
   */
  rule?: string
  /**
   * Free text: names in any language or script, also former and misspelt, designations, notes, diary numbers. Every word must be found.
   */
  q?: string
  /**
   * Kind of the home actor: municipality, region, county_board.
   */
  home_kind?: string
  /**
   * Id of the home actor.
   */
  home_actor?: string
  /**
   * National code of the home actor’s county (SCB, two digits).
   */
  county?: string
  /**
   * ISO 3166-1 alpha-2 code of the counterpart’s country.
   */
  counterpart_country?: string
  /**
   * Id of the counterpart’s province.
   */
  province?: string
  /**
   * Id of the counterpart; places that lie in it count too.
   */
  counterpart?: string
  /**
   * twinning or municipal_partnership.
   */
  kind?: string
  /**
   * Status on the day `on`, or latest known.
   */
  status?: 'active' | 'dormant' | 'paused' | 'partly_ended' | 'ended'
  /**
   * When it began. A year or a range of years: 2016, 2016..2019, 2016.., ..2019.
   */
  started?: string
  /**
   * When it ended. A year or a range of years: 2016, 2016..2019, 2016.., ..2019.
   */
  ended?: string
  /**
   * Code of a reason given for some event of it.
   */
  reason?: string
  /**
   * Kind of the counterpart.
   */
  level?: string
  /**
   * Part of the world that the counterpart lies in: UN M49 code (150 is Europe).
   */
  region?: string
  /**
   * Type of regime of the counterpart’s country in the last year of the figure, or of the data.
   */
  regime?: string
  /**
   * Year whose types of regime are meant by `regime`.
   */
  regime_year?: number
  /**
   * Who ended it: home, counterpart, mutual, unknown.
   */
  initiator?: string
  /**
   * How formally it ended: formal_decision, lapse, informal, unknown.
   */
  formality?: string
  /**
   * Id of a cooperation: just these.
   */
  id?: string
  /**
   * The day that `status` is asked for.
   */
  on?: string
  /**
   * What the register knew then: a revision (3), or a day (2026-11-24), which means the last revision recorded by its end (UTC). Labels are those of today; free text (`q`) cannot be asked of the past.
   */
  as_of?: string
}
export interface SurvivalQuery {
  /**
   * What the curves are split by.
   */
  by?: 'kind' | 'home_kind' | 'county' | 'counterpart_country' | 'province' | 'level' | 'region' | 'regime'
  /**
   * Counting rule: nkk-2022, nkk-2022-undated-stays, nkk-2022-undated-gone, nkk-2022-any-time, nkk-2022-text, nkk-2022-without-paused, nkk-2022-active-only, nkk-2022-bodies, skr-2018. Parts may be changed: nkk-2022~unit:pair~paused:out.
   */
  rule?: string
  /**
   * Free text: names in any language or script, also former and misspelt, designations, notes, diary numbers. Every word must be found.
   */
  q?: string
  /**
   * Kind of the home actor: municipality, region, county_board.
   */
  home_kind?: string
  /**
   * Id of the home actor.
   */
  home_actor?: string
  /**
   * National code of the home actor’s county (SCB, two digits).
   */
  county?: string
  /**
   * ISO 3166-1 alpha-2 code of the counterpart’s country.
   */
  counterpart_country?: string
  /**
   * Id of the counterpart’s province.
   */
  province?: string
  /**
   * Id of the counterpart; places that lie in it count too.
   */
  counterpart?: string
  /**
   * twinning or municipal_partnership.
   */
  kind?: string
  /**
   * Status on the day `on`, or latest known.
   */
  status?: 'active' | 'dormant' | 'paused' | 'partly_ended' | 'ended'
  /**
   * When it began. A year or a range of years: 2016, 2016..2019, 2016.., ..2019.
   */
  started?: string
  /**
   * When it ended. A year or a range of years: 2016, 2016..2019, 2016.., ..2019.
   */
  ended?: string
  /**
   * Code of a reason given for some event of it.
   */
  reason?: string
  /**
   * Kind of the counterpart.
   */
  level?: string
  /**
   * Part of the world that the counterpart lies in: UN M49 code (150 is Europe).
   */
  region?: string
  /**
   * Type of regime of the counterpart’s country in the last year of the figure, or of the data.
   */
  regime?: string
  /**
   * Year whose types of regime are meant by `regime`.
   */
  regime_year?: number
  /**
   * Who ended it: home, counterpart, mutual, unknown.
   */
  initiator?: string
  /**
   * How formally it ended: formal_decision, lapse, informal, unknown.
   */
  formality?: string
  /**
   * Id of a cooperation: just these.
   */
  id?: string
  /**
   * The day that `status` is asked for.
   */
  on?: string
  /**
   * What the register knew then: a revision (3), or a day (2026-11-24), which means the last revision recorded by its end (UTC). Labels are those of today; free text (`q`) cannot be asked of the past.
   */
  as_of?: string
}
export interface SurvivalCsvQuery {
  /**
   * What the curves are split by.
   */
  by?: 'kind' | 'home_kind' | 'county' | 'counterpart_country' | 'province' | 'level' | 'region' | 'regime'
  /**
   * Counting rule: nkk-2022, nkk-2022-undated-stays, nkk-2022-undated-gone, nkk-2022-any-time, nkk-2022-text, nkk-2022-without-paused, nkk-2022-active-only, nkk-2022-bodies, skr-2018. Parts may be changed: nkk-2022~unit:pair~paused:out.
   */
  rule?: string
  /**
   * Free text: names in any language or script, also former and misspelt, designations, notes, diary numbers. Every word must be found.
   */
  q?: string
  /**
   * Kind of the home actor: municipality, region, county_board.
   */
  home_kind?: string
  /**
   * Id of the home actor.
   */
  home_actor?: string
  /**
   * National code of the home actor’s county (SCB, two digits).
   */
  county?: string
  /**
   * ISO 3166-1 alpha-2 code of the counterpart’s country.
   */
  counterpart_country?: string
  /**
   * Id of the counterpart’s province.
   */
  province?: string
  /**
   * Id of the counterpart; places that lie in it count too.
   */
  counterpart?: string
  /**
   * twinning or municipal_partnership.
   */
  kind?: string
  /**
   * Status on the day `on`, or latest known.
   */
  status?: 'active' | 'dormant' | 'paused' | 'partly_ended' | 'ended'
  /**
   * When it began. A year or a range of years: 2016, 2016..2019, 2016.., ..2019.
   */
  started?: string
  /**
   * When it ended. A year or a range of years: 2016, 2016..2019, 2016.., ..2019.
   */
  ended?: string
  /**
   * Code of a reason given for some event of it.
   */
  reason?: string
  /**
   * Kind of the counterpart.
   */
  level?: string
  /**
   * Part of the world that the counterpart lies in: UN M49 code (150 is Europe).
   */
  region?: string
  /**
   * Type of regime of the counterpart’s country in the last year of the figure, or of the data.
   */
  regime?: string
  /**
   * Year whose types of regime are meant by `regime`.
   */
  regime_year?: number
  /**
   * Who ended it: home, counterpart, mutual, unknown.
   */
  initiator?: string
  /**
   * How formally it ended: formal_decision, lapse, informal, unknown.
   */
  formality?: string
  /**
   * Id of a cooperation: just these.
   */
  id?: string
  /**
   * The day that `status` is asked for.
   */
  on?: string
  /**
   * What the register knew then: a revision (3), or a day (2026-11-24), which means the last revision recorded by its end (UTC). Labels are those of today; free text (`q`) cannot be asked of the past.
   */
  as_of?: string
}
export interface RulesAnswer {
  total: number
  items: CountingRule[]
  /**
   * Address of the next page.
   */
  next: string | null
}
export interface ContextEventsQuery {
  /**
   * What the register knew then: a revision (3), or a day (2026-11-24), which means the last revision recorded by its end (UTC). Labels are those of today; free text (`q`) cannot be asked of the past.
   */
  as_of?: string
}
export interface ContextEventsAnswer {
  total: number
  items: ContextEvent[]
  /**
   * Address of the next page.
   */
  next: string | null
}
export interface ContextEventsCsvQuery {
  /**
   * What the register knew then: a revision (3), or a day (2026-11-24), which means the last revision recorded by its end (UTC). Labels are those of today; free text (`q`) cannot be asked of the past.
   */
  as_of?: string
}
export interface ChangesQuery {
  /**
   * Items a page.
   */
  limit?: number
  /**
   * Id of the last item of the page before; `next` holds the whole address.
   */
  after?: string
  /**
   * What the register knew then: a revision (3), or a day (2026-11-24), which means the last revision recorded by its end (UTC). Labels are those of today; free text (`q`) cannot be asked of the past.
   */
  as_of?: string
}
export interface ChangesAnswer {
  total: number
  items: Changeset[]
  /**
   * Address of the next page.
   */
  next: string | null
}
export interface ChangesCompareQuery {
  /**
   * Revision or day before the changes; 0 is before everything. Without it, one revision before `to`.
   */
  from?: string
  /**
   * Revision or day after them; without it, the latest.
   */
  to?: string
  /**
   * Only facts of this kind.
   */
  kind?:
    | 'dataset'
    | 'cooperation'
    | 'agreement'
    | 'event'
    | 'reason'
    | 'actor'
    | 'actor_name'
    | 'actor_redirect'
    | 'conflict'
    | 'statement'
    | 'dissent'
    | 'context_event'
    | 'claim'
    | 'source'
    | 'citation'
  /**
   * Only what is about this cooperation, actor (with its cooperations) or source: its id.
   */
  about?: string
  /**
   * Items a page.
   */
  limit?: number
  /**
   * Id of the last item of the page before; `next` holds the whole address.
   */
  after?: string
  /**
   * What the register knew then: a revision (3), or a day (2026-11-24), which means the last revision recorded by its end (UTC). Labels are those of today; free text (`q`) cannot be asked of the past.
   */
  as_of?: string
}
export interface SeriesInForceQuery {
  /**
   * First year; without it, the first that the data cover.
   */
  from?: number
  /**
   * Last year; without it, the last that the data cover.
   */
  to?: number
  /**
   * Counting rule: nkk-2022, nkk-2022-undated-stays, nkk-2022-undated-gone, nkk-2022-any-time, nkk-2022-text, nkk-2022-without-paused, nkk-2022-active-only, nkk-2022-bodies, skr-2018. Parts may be changed: nkk-2022~unit:pair~paused:out.
   */
  rule?: string
  /**
   * Free text: names in any language or script, also former and misspelt, designations, notes, diary numbers. Every word must be found.
   */
  q?: string
  /**
   * Kind of the home actor: municipality, region, county_board.
   */
  home_kind?: string
  /**
   * Id of the home actor.
   */
  home_actor?: string
  /**
   * National code of the home actor’s county (SCB, two digits).
   */
  county?: string
  /**
   * ISO 3166-1 alpha-2 code of the counterpart’s country.
   */
  counterpart_country?: string
  /**
   * Id of the counterpart’s province.
   */
  province?: string
  /**
   * Id of the counterpart; places that lie in it count too.
   */
  counterpart?: string
  /**
   * twinning or municipal_partnership.
   */
  kind?: string
  /**
   * Status on the day `on`, or latest known.
   */
  status?: 'active' | 'dormant' | 'paused' | 'partly_ended' | 'ended'
  /**
   * When it began. A year or a range of years: 2016, 2016..2019, 2016.., ..2019.
   */
  started?: string
  /**
   * When it ended. A year or a range of years: 2016, 2016..2019, 2016.., ..2019.
   */
  ended?: string
  /**
   * Code of a reason given for some event of it.
   */
  reason?: string
  /**
   * Kind of the counterpart.
   */
  level?: string
  /**
   * Part of the world that the counterpart lies in: UN M49 code (150 is Europe).
   */
  region?: string
  /**
   * Type of regime of the counterpart’s country in the last year of the figure, or of the data.
   */
  regime?: string
  /**
   * Year whose types of regime are meant by `regime`.
   */
  regime_year?: number
  /**
   * Who ended it: home, counterpart, mutual, unknown.
   */
  initiator?: string
  /**
   * How formally it ended: formal_decision, lapse, informal, unknown.
   */
  formality?: string
  /**
   * Id of a cooperation: just these.
   */
  id?: string
  /**
   * What the register knew then: a revision (3), or a day (2026-11-24), which means the last revision recorded by its end (UTC). Labels are those of today; free text (`q`) cannot be asked of the past.
   */
  as_of?: string
}
export interface SeriesInForceCsvQuery {
  /**
   * First year; without it, the first that the data cover.
   */
  from?: number
  /**
   * Last year; without it, the last that the data cover.
   */
  to?: number
  /**
   * Counting rule: nkk-2022, nkk-2022-undated-stays, nkk-2022-undated-gone, nkk-2022-any-time, nkk-2022-text, nkk-2022-without-paused, nkk-2022-active-only, nkk-2022-bodies, skr-2018. Parts may be changed: nkk-2022~unit:pair~paused:out.
   */
  rule?: string
  /**
   * Free text: names in any language or script, also former and misspelt, designations, notes, diary numbers. Every word must be found.
   */
  q?: string
  /**
   * Kind of the home actor: municipality, region, county_board.
   */
  home_kind?: string
  /**
   * Id of the home actor.
   */
  home_actor?: string
  /**
   * National code of the home actor’s county (SCB, two digits).
   */
  county?: string
  /**
   * ISO 3166-1 alpha-2 code of the counterpart’s country.
   */
  counterpart_country?: string
  /**
   * Id of the counterpart’s province.
   */
  province?: string
  /**
   * Id of the counterpart; places that lie in it count too.
   */
  counterpart?: string
  /**
   * twinning or municipal_partnership.
   */
  kind?: string
  /**
   * Status on the day `on`, or latest known.
   */
  status?: 'active' | 'dormant' | 'paused' | 'partly_ended' | 'ended'
  /**
   * When it began. A year or a range of years: 2016, 2016..2019, 2016.., ..2019.
   */
  started?: string
  /**
   * When it ended. A year or a range of years: 2016, 2016..2019, 2016.., ..2019.
   */
  ended?: string
  /**
   * Code of a reason given for some event of it.
   */
  reason?: string
  /**
   * Kind of the counterpart.
   */
  level?: string
  /**
   * Part of the world that the counterpart lies in: UN M49 code (150 is Europe).
   */
  region?: string
  /**
   * Type of regime of the counterpart’s country in the last year of the figure, or of the data.
   */
  regime?: string
  /**
   * Year whose types of regime are meant by `regime`.
   */
  regime_year?: number
  /**
   * Who ended it: home, counterpart, mutual, unknown.
   */
  initiator?: string
  /**
   * How formally it ended: formal_decision, lapse, informal, unknown.
   */
  formality?: string
  /**
   * Id of a cooperation: just these.
   */
  id?: string
  /**
   * What the register knew then: a revision (3), or a day (2026-11-24), which means the last revision recorded by its end (UTC). Labels are those of today; free text (`q`) cannot be asked of the past.
   */
  as_of?: string
}
export interface TableCsvQuery {
  /**
   * What the register knew then: a revision (3), or a day (2026-11-24), which means the last revision recorded by its end (UTC). Labels are those of today; free text (`q`) cannot be asked of the past.
   */
  as_of?: string
}
export interface TableCsvPath {
  /**
   * A public table; its columns are told in /data/dictionary.
   */
  table:
    | 'cooperations'
    | 'agreements'
    | 'events'
    | 'reasons'
    | 'actors'
    | 'actor-names'
    | 'actor-redirects'
    | 'sources'
    | 'citations'
    | 'conflicts'
    | 'statements'
    | 'dissents'
    | 'claims'
    | 'context-events'
    | 'codebook'
    | 'countries'
    | 'counties'
    | 'regimes'
    | 'datasets'
    | 'changesets'
    | 'documents'
    | 'passages'
    | 'codebook-versions'
    | 'codebook-entries'
    | 'coding-rounds'
    | 'coding-units'
    | 'codings'
}
export interface TableXlsxQuery {
  /**
   * What the register knew then: a revision (3), or a day (2026-11-24), which means the last revision recorded by its end (UTC). Labels are those of today; free text (`q`) cannot be asked of the past.
   */
  as_of?: string
}
export interface TableXlsxPath {
  /**
   * A public table; its columns are told in /data/dictionary.
   */
  table:
    | 'cooperations'
    | 'agreements'
    | 'events'
    | 'reasons'
    | 'actors'
    | 'actor-names'
    | 'actor-redirects'
    | 'sources'
    | 'citations'
    | 'conflicts'
    | 'statements'
    | 'dissents'
    | 'claims'
    | 'context-events'
    | 'codebook'
    | 'countries'
    | 'counties'
    | 'regimes'
    | 'datasets'
    | 'changesets'
    | 'documents'
    | 'passages'
    | 'codebook-versions'
    | 'codebook-entries'
    | 'coding-rounds'
    | 'coding-units'
    | 'codings'
}
export interface TableJsonQuery {
  /**
   * What the register knew then: a revision (3), or a day (2026-11-24), which means the last revision recorded by its end (UTC). Labels are those of today; free text (`q`) cannot be asked of the past.
   */
  as_of?: string
}
export interface TableJsonPath {
  /**
   * A public table; its columns are told in /data/dictionary.
   */
  table:
    | 'cooperations'
    | 'agreements'
    | 'events'
    | 'reasons'
    | 'actors'
    | 'actor-names'
    | 'actor-redirects'
    | 'sources'
    | 'citations'
    | 'conflicts'
    | 'statements'
    | 'dissents'
    | 'claims'
    | 'context-events'
    | 'codebook'
    | 'countries'
    | 'counties'
    | 'regimes'
    | 'datasets'
    | 'changesets'
    | 'documents'
    | 'passages'
    | 'codebook-versions'
    | 'codebook-entries'
    | 'coding-rounds'
    | 'coding-units'
    | 'codings'
}
export interface TableNdjsonQuery {
  /**
   * What the register knew then: a revision (3), or a day (2026-11-24), which means the last revision recorded by its end (UTC). Labels are those of today; free text (`q`) cannot be asked of the past.
   */
  as_of?: string
}
export interface TableNdjsonPath {
  /**
   * A public table; its columns are told in /data/dictionary.
   */
  table:
    | 'cooperations'
    | 'agreements'
    | 'events'
    | 'reasons'
    | 'actors'
    | 'actor-names'
    | 'actor-redirects'
    | 'sources'
    | 'citations'
    | 'conflicts'
    | 'statements'
    | 'dissents'
    | 'claims'
    | 'context-events'
    | 'codebook'
    | 'countries'
    | 'counties'
    | 'regimes'
    | 'datasets'
    | 'changesets'
    | 'documents'
    | 'passages'
    | 'codebook-versions'
    | 'codebook-entries'
    | 'coding-rounds'
    | 'coding-units'
    | 'codings'
}
export interface TableJsonldQuery {
  /**
   * What the register knew then: a revision (3), or a day (2026-11-24), which means the last revision recorded by its end (UTC). Labels are those of today; free text (`q`) cannot be asked of the past.
   */
  as_of?: string
}
export interface TableJsonldPath {
  /**
   * A public table; its columns are told in /data/dictionary.
   */
  table:
    | 'cooperations'
    | 'agreements'
    | 'events'
    | 'reasons'
    | 'actors'
    | 'actor-names'
    | 'actor-redirects'
    | 'sources'
    | 'citations'
    | 'conflicts'
    | 'statements'
    | 'dissents'
    | 'claims'
    | 'context-events'
    | 'codebook'
    | 'countries'
    | 'counties'
    | 'regimes'
    | 'datasets'
    | 'changesets'
    | 'documents'
    | 'passages'
    | 'codebook-versions'
    | 'codebook-entries'
    | 'coding-rounds'
    | 'coding-units'
    | 'codings'
}
export interface TableSqliteQuery {
  /**
   * What the register knew then: a revision (3), or a day (2026-11-24), which means the last revision recorded by its end (UTC). Labels are those of today; free text (`q`) cannot be asked of the past.
   */
  as_of?: string
}
export interface TableSqlitePath {
  /**
   * A public table; its columns are told in /data/dictionary.
   */
  table:
    | 'cooperations'
    | 'agreements'
    | 'events'
    | 'reasons'
    | 'actors'
    | 'actor-names'
    | 'actor-redirects'
    | 'sources'
    | 'citations'
    | 'conflicts'
    | 'statements'
    | 'dissents'
    | 'claims'
    | 'context-events'
    | 'codebook'
    | 'countries'
    | 'counties'
    | 'regimes'
    | 'datasets'
    | 'changesets'
    | 'documents'
    | 'passages'
    | 'codebook-versions'
    | 'codebook-entries'
    | 'coding-rounds'
    | 'coding-units'
    | 'codings'
}
export interface TableParquetQuery {
  /**
   * What the register knew then: a revision (3), or a day (2026-11-24), which means the last revision recorded by its end (UTC). Labels are those of today; free text (`q`) cannot be asked of the past.
   */
  as_of?: string
}
export interface TableParquetPath {
  /**
   * A public table; its columns are told in /data/dictionary.
   */
  table:
    | 'cooperations'
    | 'agreements'
    | 'events'
    | 'reasons'
    | 'actors'
    | 'actor-names'
    | 'actor-redirects'
    | 'sources'
    | 'citations'
    | 'conflicts'
    | 'statements'
    | 'dissents'
    | 'claims'
    | 'context-events'
    | 'codebook'
    | 'countries'
    | 'counties'
    | 'regimes'
    | 'datasets'
    | 'changesets'
    | 'documents'
    | 'passages'
    | 'codebook-versions'
    | 'codebook-entries'
    | 'coding-rounds'
    | 'coding-units'
    | 'codings'
}
export interface SambandSqliteQuery {
  /**
   * What the register knew then: a revision (3), or a day (2026-11-24), which means the last revision recorded by its end (UTC). Labels are those of today; free text (`q`) cannot be asked of the past.
   */
  as_of?: string
}
export interface SambandXlsxQuery {
  /**
   * What the register knew then: a revision (3), or a day (2026-11-24), which means the last revision recorded by its end (UTC). Labels are those of today; free text (`q`) cannot be asked of the past.
   */
  as_of?: string
}
export interface SambandCsvZipQuery {
  /**
   * What the register knew then: a revision (3), or a day (2026-11-24), which means the last revision recorded by its end (UTC). Labels are those of today; free text (`q`) cannot be asked of the past.
   */
  as_of?: string
}
export interface SambandNdjsonZipQuery {
  /**
   * What the register knew then: a revision (3), or a day (2026-11-24), which means the last revision recorded by its end (UTC). Labels are those of today; free text (`q`) cannot be asked of the past.
   */
  as_of?: string
}
export interface SambandJsonZipQuery {
  /**
   * What the register knew then: a revision (3), or a day (2026-11-24), which means the last revision recorded by its end (UTC). Labels are those of today; free text (`q`) cannot be asked of the past.
   */
  as_of?: string
}
export interface SambandJsonldZipQuery {
  /**
   * What the register knew then: a revision (3), or a day (2026-11-24), which means the last revision recorded by its end (UTC). Labels are those of today; free text (`q`) cannot be asked of the past.
   */
  as_of?: string
}
export interface SambandParquetZipQuery {
  /**
   * What the register knew then: a revision (3), or a day (2026-11-24), which means the last revision recorded by its end (UTC). Labels are those of today; free text (`q`) cannot be asked of the past.
   */
  as_of?: string
}
export interface DatapackageJsonQuery {
  /**
   * What the register knew then: a revision (3), or a day (2026-11-24), which means the last revision recorded by its end (UTC). Labels are those of today; free text (`q`) cannot be asked of the past.
   */
  as_of?: string
}
export interface DatapackageJsonAnswer {}
export interface CountriesQuery {
  /**
   * What the register knew then: a revision (3), or a day (2026-11-24), which means the last revision recorded by its end (UTC). Labels are those of today; free text (`q`) cannot be asked of the past.
   */
  as_of?: string
}
export interface CountriesAnswer {
  total: number
  items: Country[]
  /**
   * Address of the next page.
   */
  next: string | null
}
export interface CountriesCodeQuery {
  /**
   * What the register knew then: a revision (3), or a day (2026-11-24), which means the last revision recorded by its end (UTC). Labels are those of today; free text (`q`) cannot be asked of the past.
   */
  as_of?: string
}
export interface CountriesCodePath {
  /**
   * ISO 3166-1 alpha-2.
   */
  code: string
}
export interface CountiesAnswer {
  total: number
  items: County[]
  /**
   * Address of the next page.
   */
  next: string | null
}
export interface DatasetsQuery {
  /**
   * What the register knew then: a revision (3), or a day (2026-11-24), which means the last revision recorded by its end (UTC). Labels are those of today; free text (`q`) cannot be asked of the past.
   */
  as_of?: string
}
export interface DatasetsAnswer {
  total: number
  items: Dataset[]
  /**
   * Address of the next page.
   */
  next: string | null
}
export interface SourcesIdDocumentsQuery {
  /**
   * What the register knew then: a revision (3), or a day (2026-11-24), which means the last revision recorded by its end (UTC). Labels are those of today; free text (`q`) cannot be asked of the past.
   */
  as_of?: string
}
export interface SourcesIdDocumentsPath {
  /**
   * Identifier.
   */
  id: string
}
export interface SourcesIdDocumentsAnswer {
  total: number
  items: Document[]
  /**
   * Address of the next page.
   */
  next: string | null
}
export interface DocumentsIdQuery {
  /**
   * What the register knew then: a revision (3), or a day (2026-11-24), which means the last revision recorded by its end (UTC). Labels are those of today; free text (`q`) cannot be asked of the past.
   */
  as_of?: string
}
export interface DocumentsIdPath {
  /**
   * Identifier.
   */
  id: string
}
export interface DeadLinksAnswer {
  total: number
  items: DeadLink[]
  /**
   * Address of the next page.
   */
  next: string | null
}
export interface ConflictsQuery {
  /**
   * What the register knew then: a revision (3), or a day (2026-11-24), which means the last revision recorded by its end (UTC). Labels are those of today; free text (`q`) cannot be asked of the past.
   */
  as_of?: string
}
export interface ConflictsAnswer {
  total: number
  items: ConflictWithSubject[]
  /**
   * Address of the next page.
   */
  next: string | null
}
export interface CodebookVersionsAnswer {
  total: number
  items: CodebookVersion[]
  /**
   * Address of the next page.
   */
  next: string | null
}
export interface CodebookVersionsNumberPath {
  /**
   * Its number.
   */
  number: number
}
export interface CodingRoundsAnswer {
  total: number
  items: CodingRound[]
  /**
   * Address of the next page.
   */
  next: string | null
}
export interface CodingRoundsIdPath {
  /**
   * Identifier.
   */
  id: string
}
export interface ReportsQuery {
  /**
   * Language of the text.
   */
  language?: 'sv' | 'en'
  /**
   * What the register knew then: a revision (3), or a day (2026-11-24), which means the last revision recorded by its end (UTC). Labels are those of today; free text (`q`) cannot be asked of the past.
   */
  as_of?: string
}
export interface ReportsAnswer {
  total: number
  items: Report[]
  /**
   * Address of the next page.
   */
  next: string | null
}
export interface ReportsIdQuery {
  /**
   * Language of the text.
   */
  language?: 'sv' | 'en'
  /**
   * What the register knew then: a revision (3), or a day (2026-11-24), which means the last revision recorded by its end (UTC). Labels are those of today; free text (`q`) cannot be asked of the past.
   */
  as_of?: string
}
export interface ReportsIdPath {
  /**
   * Identifier.
   */
  id: string
}
export interface ChangesRevisionQuery {
  /**
   * What the register knew then: a revision (3), or a day (2026-11-24), which means the last revision recorded by its end (UTC). Labels are those of today; free text (`q`) cannot be asked of the past.
   */
  as_of?: string
}
export interface ChangesRevisionPath {
  /**
   * Its number.
   */
  revision: number
}
export interface OembedQuery {
  /**
   * Address of a chart, of survival, of lifelines or a map of a list, of an actor, or of an embed of this site. With theme=light or theme=dark in it, so is the embed.
   */
  url: string
  /**
   * Pixels that there are.
   */
  maxwidth?: number
  /**
   * Pixels that there are.
   */
  maxheight?: number
  /**
   * Only json.
   */
  format?: 'json'
}

export interface Paths {
  /** Cooperations that meet the filters, a page at a time. */
  '/cooperations': {
    get: {
      parameters: { query?: CooperationsQuery }
      responses: {
        200: { content: { 'application/json': CooperationsAnswer } }
        default: { content: { 'application/problem+json': Problem } }
      }
    }
  }
  /** The same, all of them, as CSV. */
  '/cooperations.csv': {
    get: {
      parameters: { query?: CooperationsCsvQuery }
      responses: {
        200: { content: { 'text/csv': string } }
        default: { content: { 'application/problem+json': Problem } }
      }
    }
  }
  /** The same, all of them, as an Excel workbook. */
  '/cooperations.xlsx': {
    get: {
      parameters: { query?: CooperationsXlsxQuery }
      responses: {
        200: { content: { 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': string } }
        default: { content: { 'application/problem+json': Problem } }
      }
    }
  }
  /** One cooperation with agreements, events, reasons, citations and conflicts. */
  '/cooperations/{id}': {
    get: {
      parameters: { query?: CooperationsIdQuery; path: CooperationsIdPath }
      responses: {
        200: { content: { 'application/json': Cooperation } }
        default: { content: { 'application/problem+json': Problem } }
      }
    }
  }
  /** Actors, here and abroad, in alphabetical order. */
  '/actors': {
    get: {
      parameters: { query?: ActorsQuery }
      responses: {
        200: { content: { 'application/json': ActorsAnswer } }
        default: { content: { 'application/problem+json': Problem } }
      }
    }
  }
  /** The same, all of them, as CSV. */
  '/actors.csv': {
    get: {
      parameters: { query?: ActorsCsvQuery }
      responses: {
        200: { content: { 'text/csv': string } }
        default: { content: { 'application/problem+json': Problem } }
      }
    }
  }
  /** One actor with all its names, and what sources disagree on about it. */
  '/actors/{id}': {
    get: {
      parameters: { query?: ActorsIdQuery; path: ActorsIdPath }
      responses: {
        200: { content: { 'application/json': ActorWithNames } }
        default: { content: { 'application/problem+json': Problem } }
      }
    }
  }
  /** Sources; of those under seal only that they exist. */
  '/sources': {
    get: {
      parameters: { query?: SourcesQuery }
      responses: {
        200: { content: { 'application/json': SourcesAnswer } }
        default: { content: { 'application/problem+json': Problem } }
      }
    }
  }
  /** The same, all of them, as CSV. */
  '/sources.csv': {
    get: {
      parameters: { query?: SourcesCsvQuery }
      responses: {
        200: { content: { 'text/csv': string } }
        default: { content: { 'application/problem+json': Problem } }
      }
    }
  }
  /** One source and what it supports. */
  '/sources/{id}': {
    get: {
      parameters: { query?: SourcesIdQuery; path: SourcesIdPath }
      responses: {
        200: { content: { 'application/json': SourceWithFacts } }
        default: { content: { 'application/problem+json': Problem } }
      }
    }
  }
  /** Every code with its label and definition. */
  '/codebook': {
    get: {
      parameters: {  }
      responses: {
        200: { content: { 'application/json': CodebookAnswer } }
        default: { content: { 'application/problem+json': Problem } }
      }
    }
  }
  /** The same as CSV. */
  '/codebook.csv': {
    get: {
      parameters: {  }
      responses: {
        200: { content: { 'text/csv': string } }
        default: { content: { 'application/problem+json': Problem } }
      }
    }
  }
  /** Every quantitative claim of a source with its computed verdict and what each reading of the rule gives. */
  '/claims': {
    get: {
      parameters: { query?: ClaimsQuery }
      responses: {
        200: { content: { 'application/json': ClaimsAnswer } }
        default: { content: { 'application/problem+json': Problem } }
      }
    }
  }
  /** The same as CSV. */
  '/claims.csv': {
    get: {
      parameters: { query?: ClaimsCsvQuery }
      responses: {
        200: { content: { 'text/csv': string } }
        default: { content: { 'application/problem+json': Problem } }
      }
    }
  }
  /** A measure over years, whole and split, under a counting rule: at least, best, at most; and which rows decide it. */
  '/statistics': {
    get: {
      parameters: { query?: StatisticsQuery }
      responses: {
        200: { content: { 'application/json': Statistics } }
        default: { content: { 'application/problem+json': Problem } }
      }
    }
  }
  /** The same as CSV: the whole, then each part, year by year. */
  '/statistics.csv': {
    get: {
      parameters: { query?: StatisticsCsvQuery }
      responses: {
        200: { content: { 'text/csv': string } }
        default: { content: { 'application/problem+json': Problem } }
      }
    }
  }
  /** How long cooperations live: Kaplan–Meier curves, and the risk of ending by age and by calendar year. */
  '/survival': {
    get: {
      parameters: { query?: SurvivalQuery }
      responses: {
        200: { content: { 'application/json': Survival } }
        default: { content: { 'application/problem+json': Problem } }
      }
    }
  }
  /** The steps of the same curves as CSV. */
  '/survival.csv': {
    get: {
      parameters: { query?: SurvivalCsvQuery }
      responses: {
        200: { content: { 'text/csv': string } }
        default: { content: { 'application/problem+json': Problem } }
      }
    }
  }
  /** The counting rules that are shipped, part by part. */
  '/rules': {
    get: {
      parameters: {  }
      responses: {
        200: { content: { 'application/json': RulesAnswer } }
        default: { content: { 'application/problem+json': Problem } }
      }
    }
  }
  /** Events outside the cooperations that charts can lay over a series, the earliest first. */
  '/context-events': {
    get: {
      parameters: { query?: ContextEventsQuery }
      responses: {
        200: { content: { 'application/json': ContextEventsAnswer } }
        default: { content: { 'application/problem+json': Problem } }
      }
    }
  }
  /** The same as CSV. */
  '/context-events.csv': {
    get: {
      parameters: { query?: ContextEventsCsvQuery }
      responses: {
        200: { content: { 'text/csv': string } }
        default: { content: { 'application/problem+json': Problem } }
      }
    }
  }
  /** Every change to the register as a changeset, the latest first. */
  '/changes': {
    get: {
      parameters: { query?: ChangesQuery }
      responses: {
        200: { content: { 'application/json': ChangesAnswer } }
        default: { content: { 'application/problem+json': Problem } }
      }
    }
  }
  /** What was added, changed and withdrawn between two knowledge dates, fact by fact. */
  '/changes/compare': {
    get: {
      parameters: { query?: ChangesCompareQuery }
      responses: {
        200: { content: { 'application/json': Comparison } }
        default: { content: { 'application/problem+json': Problem } }
      }
    }
  }
  /** How many were in force at the end of each year: at least, best, at most. */
  '/series/in-force': {
    get: {
      parameters: { query?: SeriesInForceQuery }
      responses: {
        200: { content: { 'application/json': Series } }
        default: { content: { 'application/problem+json': Problem } }
      }
    }
  }
  /** The same as CSV. */
  '/series/in-force.csv': {
    get: {
      parameters: { query?: SeriesInForceCsvQuery }
      responses: {
        200: { content: { 'text/csv': string } }
        default: { content: { 'application/problem+json': Problem } }
      }
    }
  }
  /** All rows of a public table as CSV. Lists take the filters of their own address, but neither limit nor after: cooperations, actors, claims. */
  '/{table}.csv': {
    get: {
      parameters: { query?: TableCsvQuery; path: TableCsvPath }
      responses: {
        200: { content: { 'text/csv': string } }
        default: { content: { 'application/problem+json': Problem } }
      }
    }
  }
  /** All rows of a public table as Excel. Lists take the filters of their own address, but neither limit nor after: cooperations, actors, claims. */
  '/{table}.xlsx': {
    get: {
      parameters: { query?: TableXlsxQuery; path: TableXlsxPath }
      responses: {
        200: { content: { 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': string } }
        default: { content: { 'application/problem+json': Problem } }
      }
    }
  }
  /** All rows of a public table as JSON. Lists take the filters of their own address, but neither limit nor after: cooperations, actors, claims. */
  '/{table}.json': {
    get: {
      parameters: { query?: TableJsonQuery; path: TableJsonPath }
      responses: {
        200: { content: { 'application/json': TableJsonAnswer } }
        default: { content: { 'application/problem+json': Problem } }
      }
    }
  }
  /** All rows of a public table as NDJSON. Lists take the filters of their own address, but neither limit nor after: cooperations, actors, claims. */
  '/{table}.ndjson': {
    get: {
      parameters: { query?: TableNdjsonQuery; path: TableNdjsonPath }
      responses: {
        200: { content: { 'application/x-ndjson': string } }
        default: { content: { 'application/problem+json': Problem } }
      }
    }
  }
  /** All rows of a public table as JSON-LD. Lists take the filters of their own address, but neither limit nor after: cooperations, actors, claims. */
  '/{table}.jsonld': {
    get: {
      parameters: { query?: TableJsonldQuery; path: TableJsonldPath }
      responses: {
        200: { content: { 'application/ld+json': string } }
        default: { content: { 'application/problem+json': Problem } }
      }
    }
  }
  /** All rows of a public table as SQLite. Lists take the filters of their own address, but neither limit nor after: cooperations, actors, claims. */
  '/{table}.sqlite': {
    get: {
      parameters: { query?: TableSqliteQuery; path: TableSqlitePath }
      responses: {
        200: { content: { 'application/vnd.sqlite3': string } }
        default: { content: { 'application/problem+json': Problem } }
      }
    }
  }
  /** All rows of a public table as Parquet. Lists take the filters of their own address, but neither limit nor after: cooperations, actors, claims. */
  '/{table}.parquet': {
    get: {
      parameters: { query?: TableParquetQuery; path: TableParquetPath }
      responses: {
        200: { content: { 'application/vnd.apache.parquet': string } }
        default: { content: { 'application/problem+json': Problem } }
      }
    }
  }
  /** Every public table in one file: SQLite. */
  '/samband.sqlite': {
    get: {
      parameters: { query?: SambandSqliteQuery }
      responses: {
        200: { content: { 'application/vnd.sqlite3': string } }
        default: { content: { 'application/problem+json': Problem } }
      }
    }
  }
  /** Every public table in one file: Excel. */
  '/samband.xlsx': {
    get: {
      parameters: { query?: SambandXlsxQuery }
      responses: {
        200: { content: { 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': string } }
        default: { content: { 'application/problem+json': Problem } }
      }
    }
  }
  /** Every public table, a file each, in a zip: CSV, with datapackage.json and csv-metadata.json. */
  '/samband.csv.zip': {
    get: {
      parameters: { query?: SambandCsvZipQuery }
      responses: {
        200: { content: { 'application/zip': string } }
        default: { content: { 'application/problem+json': Problem } }
      }
    }
  }
  /** Every public table, a file each, in a zip: NDJSON. */
  '/samband.ndjson.zip': {
    get: {
      parameters: { query?: SambandNdjsonZipQuery }
      responses: {
        200: { content: { 'application/zip': string } }
        default: { content: { 'application/problem+json': Problem } }
      }
    }
  }
  /** Every public table, a file each, in a zip: JSON. */
  '/samband.json.zip': {
    get: {
      parameters: { query?: SambandJsonZipQuery }
      responses: {
        200: { content: { 'application/zip': string } }
        default: { content: { 'application/problem+json': Problem } }
      }
    }
  }
  /** Every public table, a file each, in a zip: JSON-LD. */
  '/samband.jsonld.zip': {
    get: {
      parameters: { query?: SambandJsonldZipQuery }
      responses: {
        200: { content: { 'application/zip': string } }
        default: { content: { 'application/problem+json': Problem } }
      }
    }
  }
  /** Every public table, a file each, in a zip: Parquet. */
  '/samband.parquet.zip': {
    get: {
      parameters: { query?: SambandParquetZipQuery }
      responses: {
        200: { content: { 'application/zip': string } }
        default: { content: { 'application/problem+json': Problem } }
      }
    }
  }
  /** The public tables described as a Data Package 2.0 whose files are the addresses above. */
  '/datapackage.json': {
    get: {
      parameters: { query?: DatapackageJsonQuery }
      responses: {
        200: { content: { 'application/json': DatapackageJsonAnswer } }
        default: { content: { 'application/problem+json': Problem } }
      }
    }
  }
  /** Countries and territories, and how many cooperations have their counterpart there. */
  '/countries': {
    get: {
      parameters: { query?: CountriesQuery }
      responses: {
        200: { content: { 'application/json': CountriesAnswer } }
        default: { content: { 'application/problem+json': Problem } }
      }
    }
  }
  /** One country with its regime types over the years. */
  '/countries/{code}': {
    get: {
      parameters: { query?: CountriesCodeQuery; path: CountriesCodePath }
      responses: {
        200: { content: { 'application/json': CountryWithRegimes } }
        default: { content: { 'application/problem+json': Problem } }
      }
    }
  }
  /** Counties of home actors. */
  '/counties': {
    get: {
      parameters: {  }
      responses: {
        200: { content: { 'application/json': CountiesAnswer } }
        default: { content: { 'application/problem+json': Problem } }
      }
    }
  }
  /** The data packages that the register is made of, with version, licence and the time that they cover. */
  '/datasets': {
    get: {
      parameters: { query?: DatasetsQuery }
      responses: {
        200: { content: { 'application/json': DatasetsAnswer } }
        default: { content: { 'application/problem+json': Problem } }
      }
    }
  }
  /** Documents of a source that everybody may see. */
  '/sources/{id}/documents': {
    get: {
      parameters: { query?: SourcesIdDocumentsQuery; path: SourcesIdDocumentsPath }
      responses: {
        200: { content: { 'application/json': SourcesIdDocumentsAnswer } }
        default: { content: { 'application/problem+json': Problem } }
      }
    }
  }
  /** One document with the passages that citations rest on. */
  '/documents/{id}': {
    get: {
      parameters: { query?: DocumentsIdQuery; path: DocumentsIdPath }
      responses: {
        200: { content: { 'application/json': DocumentWithPassages } }
        default: { content: { 'application/problem+json': Problem } }
      }
    }
  }
  /** Addresses of sources that no longer answer, and since when. */
  '/dead-links': {
    get: {
      parameters: {  }
      responses: {
        200: { content: { 'application/json': DeadLinksAnswer } }
        default: { content: { 'application/problem+json': Problem } }
      }
    }
  }
  /** Every point on which sources disagree, with its ruling and the dissents from it. */
  '/conflicts': {
    get: {
      parameters: { query?: ConflictsQuery }
      responses: {
        200: { content: { 'application/json': ConflictsAnswer } }
        default: { content: { 'application/problem+json': Problem } }
      }
    }
  }
  /** Published versions of the codebook that people code by, the latest first. */
  '/codebook/versions': {
    get: {
      parameters: {  }
      responses: {
        200: { content: { 'application/json': CodebookVersionsAnswer } }
        default: { content: { 'application/problem+json': Problem } }
      }
    }
  }
  /** One version of the codebook with its codes, examples and boundaries. */
  '/codebook/versions/{number}': {
    get: {
      parameters: { path: CodebookVersionsNumberPath }
      responses: {
        200: { content: { 'application/json': CodebookVersionWithCodes } }
        default: { content: { 'application/problem+json': Problem } }
      }
    }
  }
  /** Rounds of coding that are published. */
  '/coding-rounds': {
    get: {
      parameters: {  }
      responses: {
        200: { content: { 'application/json': CodingRoundsAnswer } }
        default: { content: { 'application/problem+json': Problem } }
      }
    }
  }
  /** One published round with its anonymised codes. */
  '/coding-rounds/{id}': {
    get: {
      parameters: { path: CodingRoundsIdPath }
      responses: {
        200: { content: { 'application/json': CodingRoundWithCodes } }
        default: { content: { 'application/problem+json': Problem } }
      }
    }
  }
  /** Reports whose numbers are computed from the register. */
  '/reports': {
    get: {
      parameters: { query?: ReportsQuery }
      responses: {
        200: { content: { 'application/json': ReportsAnswer } }
        default: { content: { 'application/problem+json': Problem } }
      }
    }
  }
  /** One report with every figure of its text: what is counted, under which rule, on which rows. */
  '/reports/{id}': {
    get: {
      parameters: { query?: ReportsIdQuery; path: ReportsIdPath }
      responses: {
        200: { content: { 'application/json': ReportWithFigures } }
        default: { content: { 'application/problem+json': Problem } }
      }
    }
  }
  /** One changeset. */
  '/changes/{revision}': {
    get: {
      parameters: { query?: ChangesRevisionQuery; path: ChangesRevisionPath }
      responses: {
        200: { content: { 'application/json': Changeset } }
        default: { content: { 'application/problem+json': Problem } }
      }
    }
  }
  /** How a page of this site is put into another page (oEmbed 1.0). */
  '/oembed': {
    get: {
      parameters: { query: OembedQuery }
      responses: {
        200: { content: { 'application/json': OEmbed } }
        default: { content: { 'application/problem+json': Problem } }
      }
    }
  }
}

/** The API of one site, such as `https://samband.example`. */
export function openSamband(url: string) {
  return createClient<Paths>({ baseUrl: `${url}/api/v1` })
}
