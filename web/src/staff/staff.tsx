import { useCallback, useEffect, useState } from 'react'
import { outcome, terminal, type Schemas } from '../api/client'
import { useWords } from '../words'
import { Desk } from './desk'
import { Entrance } from './entrance/entrance'

type Who = 'asking' | 'nobody' | 'ended' | Schemas['Me']

/** The staff's side: the desk for who is signed in, the way in for everybody else. */
export function Staff() {
  const { staff } = useWords()
  const [who, setWho] = useState<Who>('asking')
  useEffect(() => {
    document.title = `${staff.title} | onshi`
  }, [staff])
  useEffect(() => {
    void outcome(terminal.GET('/api/staff/me')).then(came => setWho(came.ok ? came.data : 'nobody'))
  }, [])
  const ended = useCallback(() => setWho('ended'), [])
  const signOut = async () => {
    await outcome(terminal.POST('/api/staff/sign-out'))
    location.hash = ''
    setWho('nobody')
  }
  if (who === 'asking') return null
  if (who === 'nobody' || who === 'ended') return <Entrance ended={who === 'ended'} enter={setWho} />
  return <Desk me={who} ended={ended} signOut={() => void signOut()} />
}
