/** [SAS-5] What the five numbers look like and are called. Their order is part of the protocol. */
export interface SasEmoji {
  readonly emoji: string
  readonly de: string
  readonly en: string
}

const TABLE = `
🐶Hund/dog 🦊Fuchs/fox 🦁Löwe/lion 🐴Pferd/horse 🦄Einhorn/unicorn 🐘Elefant/elephant 🐰Kaninchen/rabbit 🐼Panda/panda
🐓Hahn/rooster 🐧Pinguin/penguin 🐢Schildkröte/turtle 🐟Fisch/fish 🐙Krake/octopus 🦋Schmetterling/butterfly 🌷Tulpe/tulip 🌳Baum/tree
🌵Kaktus/cactus 🍄Pilz/mushroom 🌍Erde/earth 🌙Mond/moon 🌊Welle/wave 🔥Feuer/fire 🍌Banane/banana 🍎Apfel/apple
🍓Erdbeere/strawberry 🌽Mais/corn 🍕Pizza/pizza 🎂Torte/cake 🍋Zitrone/lemon 🤖Roboter/robot 🎩Zylinder/top-hat 👓Brille/glasses
⏳Sanduhr/hourglass 🧦Socken/socks 🌂Regenschirm/umbrella ⏰Wecker/alarm-clock 🎁Geschenk/gift 💡Glühbirne/light-bulb 📕Buch/book 📎Büroklammer/paperclip
🔑Schlüssel/key 🔨Hammer/hammer 🔔Glocke/bell 🚂Lokomotive/locomotive 🚲Fahrrad/bicycle 🚗Auto/car 🚁Hubschrauber/helicopter 🚀Rakete/rocket
⛵Segelboot/sailboat 🏠Haus/house 🏆Pokal/trophy ⚽Fußball/football 🎸Gitarre/guitar 🎺Trompete/trumpet 🥁Trommel/drum 🎹Klavier/piano
🎡Riesenrad/ferris-wheel 🎧Kopfhörer/headphones 📌Reißzwecke/pushpin 🧲Magnet/magnet 🧩Puzzle/puzzle 🧹Besen/broom 🍩Donut/doughnut 🥕Karotte/carrot`

/** [SAS-5] Sixty-four, 0 to 63. */
export const SAS_EMOJI: readonly SasEmoji[] = TABLE.trim()
  .split(/\s+/)
  .map(entry => {
    const [emoji = ''] = entry
    const [de = '', en = ''] = entry.slice(emoji.length).split('/')
    return { emoji, de, en: en.replaceAll('-', ' ') }
  })

/** Numbers as the emoji to show; people read them out, so the words belong beside them (SAS-4). */
export const emojiOf = (sas: readonly number[]): readonly SasEmoji[] =>
  sas.flatMap(number => SAS_EMOJI[number] ?? [])
