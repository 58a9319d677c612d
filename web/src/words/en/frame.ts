import type { Words } from '..'

export const frame: Words['frame'] = {
  product: 'Online eligibility check',
  development: 'Development',
  developmentMeaning: 'A development environment. People and cards are made up.',
  language: '日本語',
  themes: { auto: 'Colours: auto', light: 'Colours: light', dark: 'Colours: dark' },
  skip: 'Skip to content',
  required: 'required',
  optional: 'optional',
  noTerminal: 'The terminal’s program does not answer. Check that the terminal is on and that onshi-terminal runs.',
  unknownProblem: 'That did not work. Try again; if it goes on, tell your administrator.',
  entrance: {
    title: 'Choose a screen',
    kiosk: 'For patients',
    kioskMeaning: 'Reception with the My Number card.',
    staff: 'For staff',
    staffMeaning: 'Results of the reception, and checks by number. Needs a sign-in.',
  },
}
