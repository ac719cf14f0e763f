import { useEffect, useRef, useState } from 'preact/hooks'

/** Open or not; closed by Escape and by a press outside of `frame`. */
export function usePopover() {
  const frame = useRef(null)
  const [open, setOpen] = useState(false)
  useEffect(() => {
    if (!open) return undefined
    const outside = (event) => frame.current?.contains(event.target) || setOpen(false)
    const leave = (event) => {
      if (event.key !== 'Escape') return
      setOpen(false)
      frame.current?.querySelector('[aria-expanded]')?.focus()
    }
    document.addEventListener('pointerdown', outside)
    document.addEventListener('keydown', leave)
    return () => {
      document.removeEventListener('pointerdown', outside)
      document.removeEventListener('keydown', leave)
    }
  }, [open])
  return { frame, open, toggle: () => setOpen(!open), close: () => setOpen(false) }
}
