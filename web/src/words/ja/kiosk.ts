import type { Schemas } from '../../api/client'

type Item = Schemas['Item']
type TroubleKind = Schemas['Trouble']['kind']

// Chromium takes each for two phrases and would break it after が, after もう.
const askStaff = '受付の係員にお声が\u2060けください'
const again = 'もう\u2060一度'

/** What the patient reads. Plain words, です・ます, no term that the receptionist alone knows. */
export const kiosk = {
  title: '受付',
  stop: '受付をやめる',
  callStaff: `お困りのときは、${askStaff}。`,
  waiting: {
    title: 'マイナンバーカードを置いてください',
    how: 'カードリーダーの上に置き、受付が終わるまで動かさないでください。',
    without: `マイナンバーカードをお持ちでない方は、${askStaff}。`,
    centreAway: `ただいま確認システムにつながりにくい状態です。${askStaff}。`,
  },
  noReader: {
    title: 'カードリーダーが使えません',
    body: `${askStaff}。カードリーダーの接続を確かめます。`,
  },
  lost: {
    title: '受付の画面が動いていません',
    body: `${askStaff}。つながりしだい、自動でもとに戻ります。`,
  },
  takeCard: { title: 'カードをお取りください', body: 'カードの置き忘れにご注意ください。' },
  reading: { title: 'カードを読み取っています', body: 'カードを動かさずに、そのままお待ちください。' },
  mode: {
    title: '本人確認の方法を選んでください',
    pin: '暗証番号',
    pinHow: '数字4けたを入力します',
    face: '顔認証',
    faceHow: 'カードの写真と顔を比べます',
    visual: '係員による確認',
    visualHow: '係員がカードの写真と顔を見比べます',
    developmentFace: '開発用の顔照合です。本物の顔照合ではありません。',
    others: 'ほかの確認方法',
    noPin: 'このカードでは、いま暗証番号を使えません。',
  },
  face: {
    title: '顔を確認しています',
    body: 'カメラのほうを向いて、そのままお待ちください。',
    development: '開発用の照合です。カメラは使わず、顔による本人確認にはなりません。',
  },
  visual: { title: '係員が確認します', body: '係員がカードの写真と顔を見比べます。そのままお待ちください。' },
  pin: {
    title: '暗証番号を入力してください',
    how: 'マイナンバーカードの「利用者証明用」の数字4けたです。',
    entered: (count: number) => `4けたのうち${count}けた入力しました`,
    triesLeft: (tries: number) => `あと${tries}回入力できます`,
    wrong: '暗証番号が違います。',
    next: '確認する',
    erase: '1文字消す',
    pad: '数字ボタン',
    incomplete: '数字を4けた入力してください。',
    lastTitle: 'あと1回しか入力できません',
    lastBody: '次に間違えるとカードの暗証番号が使えなくなり、市区町村の窓口での手続きが必要になります。',
    lastAdvice: '暗証番号がはっきりしないときは、別の方法をおすすめします。',
    insist: 'それでも暗証番号を入力する',
  },
  registration: {
    title: 'このカードを健康保険証として使いますか',
    body: 'このカードは、まだ健康保険証としての利用登録がされていません。登録すると、次からはカードを置くだけで受付ができます。',
    effect: '登録は1回だけで済み、どの病院・薬局でも使えるようになります。',
    agree: '登録して受付を続ける',
    decline: '登録しない',
    declined: '登録しないときは、受付の係員が別の方法で保険を確認します。',
  },
  consent: {
    title: '診療に役立つ情報を見てもよいですか',
    body: '同意された情報だけを、この施設の医師・歯科医師・薬剤師などが診療のために見ます。',
    until: '見られるのは、いまから24時間です。',
    free: '同意しなくても、診療や窓口での支払いは変わりません。',
    withdraw: '同意は、受付の最後の画面でも、あとでカードを置き直しても、取り消せます。',
    agreeAll: 'すべて同意する',
    refuseAll: 'すべて同意しない',
    oneByOne: '1つずつ選ぶ',
    position: (now: number, all: number) => `${all}件のうち${now}件目`,
    agree: '同意する',
    refuse: '同意しない',
    back: '前に戻る',
    reviewTitle: 'この内容でよろしいですか',
    send: 'この内容で進む',
    again: '選び直す',
    asked: '見てもよいか、おたずねする情報',
  },
  items: {
    specific_disease: '特定疾病の情報',
    checkup: '健診の情報',
    medication: '薬の情報',
    treatment: '診療の情報',
    operation: '手術の情報',
  } satisfies Record<Item, string>,
  itemMeaning: {
    specific_disease: '人工透析など、長く高額な治療が必要な病気の受療証の内容です。',
    checkup: '40歳以上の方が受けた特定健診などの結果です。過去5年分が対象です。',
    medication: '過去に処方された薬の名前や量です。飲み合わせの確認に役立ちます。',
    treatment: '過去にかかった病院の名前や、受けた検査・治療の内容です。',
    operation: '過去に受けた手術の名前と日付です。ほかの診療の情報とは別におたずねします。',
  } satisfies Record<Item, string>,
  // Otherwise Chromium breaks it before よい where there is room for no more.
  itemQuestion: (item: string) => `${item}を見ても\u2060よいですか`,
  working: { title: '保険の資格を確認しています', body: 'カードを動かさずに、そのままお待ちください。' },
  done: {
    title: '受付しました',
    unsettledTitle: '受付の係員がご案内します',
    unsettled: 'カードの読み取りは終わりました。保険の資格は、受付の係員が確認します。',
    settled: '保険の資格を確認しました。',
    takeCard: 'カードをお取りになり、待合室でお待ちください。',
    takeCardDesk: `カードをお取りになり、${askStaff}。`,
    finish: '終わる',
  },
  given: {
    title: '情報の利用についてのお返事',
    until: (moment: string) => `同意しています（${moment}まで）`,
    refused: '同意しない',
    takenBack: '取り消しました',
    takeBack: '取り消す',
    takeBackOf: (item: string) => `${item}への同意を取り消す`,
    takeBackAll: 'すべて取り消す',
    asks: (items: string[]) => `${items.join('・')}への同意を取り消しますか`,
    effect: '取り消すと、この施設ではすぐに見られなくなります。受付と保険の確認は、そのままです。',
    keep: '取り消さない',
    asking: '取り消しの手続きをしています。そのままお待ちください。',
    failed: `取り消しを確認できませんでした。${again}押すか、${askStaff}。`,
    came: (items: string[]) => `${items.join('・')}への同意を取り消しました。この施設では、もう見られません。`,
    late: `同意を変えたいときは、${again}カードを置くか、${askStaff}。`,
  },
  cardEnds: {
    soonTitle: 'カードの電子証明書の期限が近づいています',
    soon: (day: string) => `${day}までです。お住まいの市区町村の窓口で更新してください。`,
    endedTitle: 'カードの電子証明書の期限が切れています',
    ended: '今回は保険の資格だけを確認しました。薬や健診などの情報は使えません。市区町村の窓口で更新してください。',
  },
  trouble: {
    title: '受付を続けられません',
    retry: 'もう一度ためす',
    end: '終わる',
    code: (code: string) => `番号：${code}`,
  },
  // In Japanese the terminal's own, more exact words are shown; these are for the switch to another language.
  troubleWords: null as Record<TroubleKind, { title: string; body: string }> | null,
  idle: {
    answer: {
      title: '受付を続けますか',
      body: (seconds: number) => `操作がないため、あと${seconds}秒で受付を終わります。`,
      stay: '続ける',
    },
    end: {
      title: 'この画面をまだ見ますか',
      body: (seconds: number) => `操作がないため、あと${seconds}秒でこの画面を閉じます。`,
      stay: 'まだ見る',
    },
  },
}
