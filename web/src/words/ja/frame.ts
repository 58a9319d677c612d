/** What stands on every page. */
export const frame = {
  product: 'オンライン資格確認',
  development: '開発用',
  developmentMeaning: '開発用の環境です。人もカードも架空です。',
  language: 'English',
  themes: { auto: '画面の色：自動', light: '画面の色：明るい', dark: '画面の色：暗い' },
  skip: '本文へ移動',
  required: '必須',
  optional: '任意',
  noTerminal: '端末のプログラムが応答しません。端末の電源と、onshi-terminal が動いていることを確かめてください。',
  unknownProblem: '処理できませんでした。もう一度ためし、続くときは管理者に連絡してください。',
  entrance: {
    title: '画面を選んでください',
    kiosk: '患者さんの画面',
    kioskMeaning: 'マイナンバーカードで受付をします。',
    staff: 'スタッフの画面',
    staffMeaning: '受付の結果を見て、番号で資格を照会します。サインインが必要です。',
  },
}
