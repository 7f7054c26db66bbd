// Counterparts that do not exist, in countries that do: provinces, and towns that lie in them.
import { seededRandom, type Random } from './seeded-random.ts'

export type InventedPlace = {
  id: string
  kind: string
  country: string
  parent: string | null
  name: string
  local: string | null
  romanised: string | null
  lat: number
  lon: number
}

type Tongue = {
  country: string
  share: number
  provinces: number
  syllables: readonly string[]
  endings: readonly string[]
  at: [number, number]
}

/** Shares of the counterparts follow what such registers hold in truth: neighbours first, then the large countries. */
const tongues: readonly Tongue[] = [
  { country: 'FI', share: 9, provinces: 18, syllables: ['kau', 'lah', 'vii', 'tam', 'oul', 'rai', 'por', 'sal', 'jär', 'nok'], endings: ['la', 'mäki', 'järvi', 'niemi', 'ranta'], at: [62, 25] },
  { country: 'NO', share: 9, provinces: 15, syllables: ['vik', 'san', 'hol', 'ber', 'sun', 'lil', 'trø', 'ål', 'ned', 'har'], endings: ['dal', 'nes', 'fjord', 'heim', 'vik'], at: [62, 10] },
  { country: 'DK', share: 7, provinces: 5, syllables: ['hor', 'ros', 'vej', 'sla', 'kol', 'hel', 'ran', 'fre', 'nyk', 'mid'], endings: ['by', 'rup', 'sted', 'lev', 'købing'], at: [56, 10] },
  { country: 'DE', share: 9, provinces: 16, syllables: ['neu', 'alt', 'ober', 'hei', 'wald', 'stein', 'grün', 'lau', 'bach', 'ros'], endings: ['burg', 'feld', 'hausen', 'stadt', 'berg'], at: [51, 10] },
  { country: 'PL', share: 7, provinces: 16, syllables: ['kra', 'war', 'lub', 'brz', 'gry', 'sta', 'now', 'mal', 'zie', 'pol'], endings: ['owo', 'ice', 'ów', 'sk', 'no'], at: [52, 19] },
  { country: 'EE', share: 5, provinces: 15, syllables: ['tar', 'vil', 'pär', 'rak', 'kure', 'haap', 'põl', 'võr', 'jõe', 'pai'], endings: ['tu', 'jandi', 'nu', 'vere', 'salu'], at: [59, 25] },
  { country: 'LV', share: 5, provinces: 36, syllables: ['dau', 'rēz', 'ven', 'lie', 'cēs', 'val', 'kul', 'tal', 'jel', 'sig'], endings: ['pils', 'ava', 'ene', 'mala', 'si'], at: [57, 25] },
  { country: 'LT', share: 4, provinces: 10, syllables: ['kau', 'šia', 'pan', 'aly', 'ute', 'mar', 'tel', 'maž', 'bir', 'rok'], endings: ['nas', 'liai', 'ėžys', 'tus', 'iškis'], at: [55, 24] },
  { country: 'CN', share: 9, provinces: 31, syllables: [], endings: [], at: [33, 112] },
  { country: 'JP', share: 4, provinces: 47, syllables: [], endings: [], at: [36, 138] },
  { country: 'FR', share: 5, provinces: 18, syllables: ['mon', 'saint', 'vil', 'beau', 'cler', 'mar', 'roch', 'cha', 'tour', 'bel'], endings: ['ville', 'mont', 'court', 'fort', 'lieu'], at: [47, 2] },
  { country: 'IT', share: 3, provinces: 20, syllables: ['cas', 'mon', 'ros', 'vil', 'san', 'per', 'cor', 'bel', 'fer', 'pia'], endings: ['ano', 'ella', 'ona', 'ara', 'ino'], at: [43, 12] },
  { country: 'ES', share: 2, provinces: 17, syllables: ['val', 'cas', 'tor', 'mon', 'al', 'gra', 'pal', 'san', 'bur', 'rio'], endings: ['ada', 'illa', 'ejo', 'encia', 'oso'], at: [40, -4] },
  { country: 'GB', share: 4, provinces: 12, syllables: ['ash', 'brad', 'wel', 'nor', 'stan', 'lin', 'hart', 'kirk', 'wood', 'ald'], endings: ['ton', 'ford', 'ham', 'bury', 'wick'], at: [53, -2] },
  { country: 'US', share: 5, provinces: 50, syllables: ['lin', 'mad', 'spring', 'oak', 'fair', 'green', 'clay', 'cedar', 'maple', 'river'], endings: ['field', 'ville', 'ton', 'wood', 'dale'], at: [40, -98] },
  { country: 'UA', share: 4, provinces: 24, syllables: ['bila', 'che', 'kre', 'mel', 'nik', 'pol', 'ter', 'vin', 'zap', 'lut'], endings: ['hrad', 'nivtsi', 'tava', 'opil', 'ytsia'], at: [49, 31] },
  { country: 'NL', share: 3, provinces: 12, syllables: ['ams', 'rot', 'eind', 'gro', 'haar', 'leeu', 'nij', 'til', 'zwol', 'dor'], endings: ['dam', 'hoven', 'drecht', 'lo', 'warden'], at: [52, 5] },
  { country: 'ZA', share: 2, provinces: 9, syllables: ['kim', 'pol', 'rus', 'bloem', 'stel', 'mos', 'upi', 'kro', 'har', 'vry'], endings: ['fontein', 'burg', 'dorp', 'kloof', 'stad'], at: [-29, 25] },
  { country: 'KE', share: 2, provinces: 47, syllables: ['nya', 'kis', 'mom', 'eld', 'thi', 'nak', 'mal', 'kit', 'gar', 'lam'], endings: ['uru', 'umu', 'ika', 'oret', 'indi'], at: [0, 37] },
  { country: 'IN', share: 1, provinces: 28, syllables: ['ram', 'bha', 'jai', 'nag', 'luck', 'ind', 'mys', 'kol', 'vish', 'chan'], endings: ['pur', 'nagar', 'abad', 'garh', 'ore'], at: [22, 79] },
  { country: 'BR', share: 1, provinces: 27, syllables: ['cam', 'rio', 'bel', 'for', 'mar', 'nat', 'por', 'sal', 'vit', 'goi'], endings: ['inas', 'ância', 'eza', 'ália', 'anda'], at: [-12, -50] },
] // prettier-ignore

/** Characters with their reading, for names in Chinese and Japanese. None of the pairs is meant to be a real place. */
const signs: readonly (readonly [sign: string, pinyin: string, kana: string])[] = [
  ['云', 'yun', 'kumo'], ['河', 'he', 'kawa'], ['山', 'shan', 'yama'], ['林', 'lin', 'hayashi'], ['安', 'an', 'yasu'],
  ['平', 'ping', 'hira'], ['宁', 'ning', 'nei'], ['州', 'zhou', 'shu'], ['江', 'jiang', 'e'], ['海', 'hai', 'umi'],
  ['城', 'cheng', 'shiro'], ['东', 'dong', 'higashi'], ['西', 'xi', 'nishi'], ['南', 'nan', 'minami'], ['北', 'bei', 'kita'],
  ['阳', 'yang', 'hi'], ['金', 'jin', 'kane'], ['石', 'shi', 'ishi'], ['龙', 'long', 'tatsu'], ['泉', 'quan', 'izumi'],
  ['松', 'song', 'matsu'], ['竹', 'zhu', 'take'], ['梅', 'mei', 'ume'], ['清', 'qing', 'kiyo'], ['明', 'ming', 'aki'],
] // prettier-ignore

function signName(
  random: Random,
  country: string,
  ending: string,
): Pick<InventedPlace, 'name' | 'local' | 'romanised'> {
  const chosen = Array.from({ length: country === 'CN' ? 3 : 2 }, () => random.pick(signs))
  const reading = chosen.map(([, pinyin, kana]) => (country === 'CN' ? pinyin : kana)).join('')
  const name = reading.charAt(0).toUpperCase() + reading.slice(1)
  return { name, local: chosen.map(([sign]) => sign).join('') + ending, romanised: name }
}

function spelledName(
  random: Random,
  { syllables, endings }: Tongue,
): Pick<InventedPlace, 'name' | 'local' | 'romanised'> {
  const middle = random.chance(0.6) ? random.pick(syllables) : ''
  const name = random.pick(syllables) + middle + random.pick(endings)
  return { name: name.charAt(0).toUpperCase() + name.slice(1), local: null, romanised: null }
}

const usesSigns = (country: string) => country === 'CN' || country === 'JP'

/** `count` places, provinces among them, the same ones for the same count. */
export function inventPlaces(count: number): InventedPlace[] {
  const random = seededRandom(20_221)
  const places: InventedPlace[] = []
  const total = tongues.reduce((sum, { share }) => sum + share, 0)
  const near = (middle: number) => Math.round((middle + (random.next() - 0.5) * 6) * 1e4) / 1e4
  for (const tongue of tongues) {
    const { country, at } = tongue
    const code = country.toLowerCase()
    const isLast = tongue === tongues.at(-1)
    const towns = (isLast ? count - places.length : Math.round((count * tongue.share) / total)) - tongue.provinces
    const provinceIds = Array.from({ length: tongue.provinces }, (_, index) => `${code}-x-p${index + 1}`)
    for (const id of provinceIds) {
      const named = usesSigns(country)
        ? signName(random, country, country === 'CN' ? '省' : '県')
        : spelledName(random, tongue)
      places.push({ id, kind: 'province', country, parent: null, ...named, lat: near(at[0]), lon: near(at[1]) })
    }
    for (let index = 1; index <= towns; index += 1) {
      const named = usesSigns(country) ? signName(random, country, '市') : spelledName(random, tongue)
      places.push({
        id: `${code}-x-${index}`,
        kind: country === 'CN' ? 'prefecture_level_city' : 'city',
        country,
        parent: random.pick(provinceIds),
        ...named,
        lat: near(at[0]),
        lon: near(at[1]),
      })
    }
  }
  return places
}
